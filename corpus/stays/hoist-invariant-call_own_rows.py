# SPDX-License-Identifier: Apache-2.0
# stays: hoist-invariant-call: every round needs a list of its own, which is changed afterwards
"""Plan the beds of a garden: each starts as a sorted copy of the seed list, then some are sown."""

import random


def beds(seeds, count):
    """The seeds that are left for each bed after its own sowing."""
    plan = []
    for number in range(count):
        left = sorted(seeds)
        for _ in range(number % 5):
            left.pop(number % len(left))
        plan.append(left)
    return plan


def main():
    for garden in range(4):
        rng = random.Random(garden)
        seeds = [rng.randrange(10_000) for _ in range(400)]
        plan = beds(seeds, 2_500)
        sizes = [len(left) for left in plan]
        print(garden, sizes[:6], sum(sizes), sum(left[0] for left in plan), plan[-1][-1])


if __name__ == "__main__":
    main()
