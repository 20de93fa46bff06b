# SPDX-License-Identifier: Apache-2.0
# stays: count-in-loop-to-counter: the list shrinks in the loop, and the count decides
"""Thin out a seed bank: of each variety at most three bags are kept."""

import random


def thin_out(bags, most):
    """Take surplus bags away, oldest first; gives those that were taken, in order."""
    taken = []
    for variety in list(bags):
        if bags.count(variety) > most:
            bags.remove(variety)
            taken.append(variety)
    return taken


def main():
    for store in range(5):
        rng = random.Random(store)
        bags = ["variety-%03d" % rng.randrange(300) for _ in range(1_800)]
        taken = thin_out(bags, 3)
        print(store, len(bags), len(taken), taken[:2], bags[0], max(bags.count(bag) for bag in bags[:50]))


if __name__ == "__main__":
    main()
