#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the corpus into jobs for `judge_corpus`: one JSON line for each right rewrite, wrong rewrite and mutant.

First all claims are checked by differential runs: right ones agree with the original on every input, wrong ones differ on one at least.
Mutants are made from right rewrites; those that no run tells from the original are left out (they may be equivalent). Which are taken
is drawn by the seed, the same number for each case as far as there are enough. "rarity" is the share of inputs that tell a candidate,
"within_types" of those that have no types but those of the captured calls: where it is 0, the judge, which keeps types, can't know.

Usage: jobs.py FOLDER [--mutants 360] [--seed 1] [--inputs 400] [--shown 0] [CASE...]. Writes FOLDER/jobs.jsonl and FOLDER/<case>.calls.
"""
import argparse
import json
import pathlib
import pickle
import random
import sys

import corpus
import differential
import mutate

_TRIED = 4  # mutants tried for each that is wanted


def recorded(case, path, shown, seed):
    """Writes the pickles of the case's calls; returns their records, as capture does. `shown`: generated inputs to add."""
    module = differential.load(case.original)
    records, data = [], b""
    calls = case.calls if shown else case.calls.replace("EXTRA =", "_EXTRA =")
    for seq, make in enumerate(differential.inputs_of(module, calls, shown, seed)):
        args, kwargs = make()
        pickled = pickle.dumps((tuple(args), kwargs), 4)
        size = sum(len(arg) for arg in args if hasattr(arg, "__len__"))
        records.append({"seq": seq, "bytes": len(pickled), "size": size, "offset": len(data), "in_sequence": True, "exception": None,
                        "module_state": False})
        data += pickled
    path.write_bytes(data)
    return records


def _shares(result):
    """Of all inputs, how many tell; and how many do that have no types but those of the captured calls."""
    calls = max(result["calls"], 1)
    return {"rarity": result["differing"] / calls, "within_types": result["within"] / calls}


def checked(case, inputs, seed):
    """(version, shares of inputs that tell it) for each version, and complaints about false claims."""
    base, results = differential.compare(case, [version.code for version in case.versions], inputs, seed)
    complaints = [f"{case.name}: the original gives {base['unstable']} results that vary"] if base["unstable"] else []
    rows = []
    for version, result in zip(case.versions, results):
        if "broken" in result:
            complaints.append(f"{case.name}: {version.name} can't be run: {result['broken']}")
            continue
        if (result["differing"] == 0) != version.right:
            claim = "right" if version.right else "wrong"
            complaints.append(f"{case.name}: {version.name} is said to be {claim}: {result['changed'] or 'nothing tells it'}")
        rows.append((version, _shares(result)))
    return rows, complaints


def all_mutants(case):
    """(name, kind, what, code), no two with the same code, none that is a version of the corpus."""
    seen, found = {case.original, *[version.code for version in case.versions]}, []
    for version in case.versions:
        if not version.right or version.judging != "calls":
            continue
        for number, (kind, line, before, after, code) in enumerate(mutate.mutants(version.code, case.unit), 1):
            if code not in seen:
                seen.add(code)
                found.append((f"{version.name}_m{number}", kind, f"line {line}: {before} -> {after}", code))
    return found


def wrong_mutants(case, wanted, inputs, seed):
    """(mutant, shares of inputs that tell it) of `wanted` mutants that are told apart, drawn by the seed; fewer where there are too
    few. Then how many mutants there are, and how many were tried and left out."""
    made = all_mutants(case)
    random.Random(f"{seed} {case.name}").shuffle(made)
    tried = made[:wanted * _TRIED]
    _, results = differential.compare(case, [code for *_, code in tried], inputs, seed)
    told = [(mutant, _shares(result)) for mutant, result in zip(tried, results)
            if "broken" not in result and result["differing"]]
    return told[:wanted], len(made), len(tried) - len(told)


def jobs_of(case, arguments, wanted, folder):
    records = recorded(case, folder / f"{case.name}.calls", arguments.shown, arguments.seed)
    common = {"case": case.name, "unit": case.unit, "before": case.original, "calls": f"{case.name}.calls", "records": records}
    rows, complaints = checked(case, arguments.inputs, arguments.seed)
    jobs = [{**common, "name": version.name, "origin": "right" if version.right else "wrong", "kind": version.kind,
             "what": version.what, "judging": version.judging, "after": version.code, **shares} for version, shares in rows]
    mutants, made, alike = wrong_mutants(case, wanted, arguments.inputs, arguments.seed)
    jobs += [{**common, "name": name, "origin": "mutant", "kind": kind, "what": what, "judging": "calls", "after": code,
              **shares} for (name, kind, what, code), shares in mutants]
    print(f"{case.name}: {len(rows)} written, {len(mutants)} of {made} mutants, {alike} tried ones left out", file=sys.stderr)
    return jobs, complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--mutants", type=int, default=360)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=400)
    parser.add_argument("--shown", type=int, default=0, help="generated inputs to show to the judge as captured calls")
    parser.add_argument("cases", nargs="*")
    arguments = parser.parse_args()
    sys.setrecursionlimit(20000)  # to pickle what is nested deeply
    arguments.folder.mkdir(parents=True, exist_ok=True)
    cases = corpus.read_all(arguments.cases)
    wanted = -(-arguments.mutants // len(corpus.read_all()))
    complaints = []
    with open(arguments.folder / "jobs.jsonl", "w", encoding="utf-8") as out:
        for case in cases:
            jobs, wrong = jobs_of(case, arguments, wanted, arguments.folder)
            complaints += wrong
            out.writelines(json.dumps(job) + "\n" for job in jobs)
    print("\n".join(complaints), file=sys.stderr, end="\n" if complaints else "")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
