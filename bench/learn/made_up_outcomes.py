#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Outcomes that nobody measured, to see that the bench works: `made_up_outcomes.py [SEED] > outcomes.jsonl`. Never a result.

20 families of 10 projects, each with 1 to 6 hot units of random shares. 40 strategies have each a chance of paying, a usual gain and a usual
cost, drawn once; a page's promise is the gain times a random error that stays with the strategy, so that some promise too much. A family
favours some strategies: it meets eight of them more often than the others. An accepted try leads to a base with fewer tries, up to three deep.
"""
import json
import math
import random
import sys

FAMILIES, PROJECTS, STRATEGIES, DEEPEST = 20, 10, 40, 3


def strategies_of(draw):
    made = []
    for number in range(STRATEGIES):
        made.append({"name": f"made-up-{number:02}", "chance": draw.betavariate(0.6, 1.4), "log_gain": draw.expovariate(1.2) + 0.05,
                     "seconds": draw.lognormvariate(1.1, 0.5), "promise": draw.lognormvariate(0, 0.6)})
    return made


def one_try(draw, strategy, share, unit):
    log_gain = strategy["log_gain"] * draw.lognormvariate(0, 0.3)
    promised = math.exp(min(log_gain * strategy["promise"], 5))
    accepted = draw.random() < strategy["chance"]
    reach = draw.uniform(0.3, 1)
    return {"action": {"strategy": strategy["name"], "assurance": draw.choice(["proven", "tested", "observed"]), "judging": "calls",
                       "changes_class": promised > 4, "expected_factor": promised, "expected_saving": share * reach * (1 - 1 / promised)},
            "outcome": {"verdict": "accepted" if accepted else draw.choice(["no-gain", "not-equivalent", "slower"]),
                        "log_gain": log_gain if accepted else 0, "seconds": strategy["seconds"] * draw.lognormvariate(0, 0.3)},
            "after": []}


def bases_of(draw, favoured, everything, share):
    bases, todo = [], [(0, share)]
    while todo:
        depth, left = todo.pop(0)
        pool = favoured if draw.random() < 0.7 else everything
        tries = [one_try(draw, strategy, left, len(bases)) for strategy in draw.sample(pool, min(len(pool), draw.randint(1, 5 - depth)))]
        bases.append({"tries": tries})
        for one in tries:
            if one["outcome"]["verdict"] == "accepted" and depth + 1 < DEEPEST:
                one["next"] = len(bases) + len(todo)
                todo.append((depth + 1, left * math.exp(-one["outcome"]["log_gain"])))
    return bases


def project(draw, family, number, favoured, everything):
    parts = [draw.expovariate(1) for _ in range(draw.randint(1, 6))]
    units = []
    for part in sorted(parts, reverse=True):
        share = 0.95 * part / sum(parts)
        code = [draw.gauss(0, 0.07) for _ in range(192)]
        units.append({"state": {"own_share": share, "cumulative_share": share, "calls": draw.randint(1, 100000), "lines": draw.randint(3, 60),
                                "size_class": draw.randint(-1, 14), "code": [max(-1, min(1, round(x, 4))) for x in code]},
                      "bases": bases_of(draw, favoured, everything, share)})
    return {"schema": "velox.outcomes/1", "name": f"family-{family:02}/project-{number}", "family": f"family-{family:02}",
            "digest": f"{family}-{number}", "python": "made up", "machine": "made up", "workload_s": 1, "units": units}


def main():
    draw = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    everything = strategies_of(draw)
    for family in range(FAMILIES):
        favoured = draw.sample(everything, 8)
        for number in range(PROJECTS):
            print(json.dumps(project(draw, family, number, favoured, everything)))


if __name__ == "__main__":
    main()
