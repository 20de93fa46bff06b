# SPDX-License-Identifier: Apache-2.0
# planted: sum-lists-to-chain in Orchard.crates
"""The harvest of an orchard: trees give crates, crates go to the market by weight."""

import random


class Tree:
    """A tree with the weights of its crates, in hundred grams."""

    def __init__(self, sort, crates):
        self.sort = sort
        self.weights = crates

    def crates(self):
        """Crates as (sort, weight), the full ones only."""
        return [(self.sort, weight) for weight in self.weights if weight >= 80]


class Orchard:
    """Rows of trees."""

    def __init__(self, rows):
        self.rows = rows

    def crates(self):
        """All full crates, tree by tree."""
        return sum((tree.crates() for row in self.rows for tree in row), [])

    def trees(self):
        """Number of trees."""
        return sum(len(row) for row in self.rows)

    def weight(self):
        """Weight of all crates, also of those that are not full."""
        return sum(sum(tree.weights) for row in self.rows for tree in row)


def by_sort(crates):
    """Number of crates of each sort."""
    count = {}
    for sort, _ in crates:
        count[sort] = count.get(sort, 0) + 1
    return sorted(count.items())


def load(crates, limit):
    """Crates on the first lorry, which carries `limit`."""
    total = 0
    for number, (_, weight) in enumerate(crates):
        total += weight
        if total > limit:
            return number
    return len(crates)


def sample_orchard(seed, rows, trees):
    """A made-up orchard."""
    rng = random.Random(seed)
    sorts = ["boskoop", "elstar", "gala"]
    return Orchard([[Tree(rng.choice(sorts), [rng.randrange(60, 140) for _ in range(rng.randrange(6))])
                     for _ in range(trees)] for _ in range(rows)])


def main():
    for farm in range(4):
        orchard = sample_orchard(farm, 68, 160)
        crates = orchard.crates()
        print(farm, orchard.trees(), len(crates), orchard.weight(), by_sort(crates), load(crates, 90_000))


if __name__ == "__main__":
    main()
