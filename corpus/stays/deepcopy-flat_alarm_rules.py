# SPDX-License-Identifier: Apache-2.0
# stays: deepcopy-flat: the dict looks flat, but one value is a list that is changed afterwards
"""Set up alarm rules for machines from a common pattern."""

import copy
import random

PATTERN = {"level": 3, "name": "", "mute": False, "hours": [6, 22], "limit": 80, "unit": "C"}


def rule_for(machine, rng):
    """The rule of a machine; its hours are its own."""
    rule = copy.deepcopy(PATTERN)
    rule["name"] = "machine-%d" % machine
    rule["hours"][0] += rng.randrange(3)
    rule["hours"].append(machine % 24)
    return rule


def main():
    for plant in range(4):
        rng = random.Random(plant)
        rules = [rule_for(machine, rng) for machine in range(12_000)]
        print(plant, rules[0]["hours"], rules[-1]["hours"], sum(rule["hours"][0] for rule in rules),
              len(PATTERN["hours"]))


if __name__ == "__main__":
    main()
