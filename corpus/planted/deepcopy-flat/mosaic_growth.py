# SPDX-License-Identifier: Apache-2.0
# planted: deepcopy-flat in make_mosaic.<locals>.grow
"""Let moss grow over a mosaic, step by step."""

import copy
import random


def make_mosaic(hardness):
    """Functions that let the moss grow and that measure it."""

    def grow(floor):
        """The floor one season later: moss spreads to tiles with enough of it around."""
        after = copy.deepcopy(floor)
        for y in range(1, len(floor) - 1):
            row, above, below = floor[y], floor[y - 1], floor[y + 1]
            for x in range(y % 2 + 1, len(row) - 1, 4):
                if row[x] < 9 and above[x] + below[x] + row[x - 1] + row[x + 1] > hardness:
                    after[y][x] += 1
        return after

    def cover(floor):
        """Tiles that are quite covered."""
        return sum(row.count(9) for row in floor)

    return grow, cover


def rough(floor):
    """Sum of the steps between neighbours in each row."""
    return sum(abs(a - b) for row in floor for a, b in zip(row, row[1:]))


def sample_floor(seed, width, height):
    """A made-up floor with some moss."""
    rng = random.Random(seed)
    return [[rng.randrange(10) for _ in range(width)] for _ in range(height)]


def main():
    for church in range(3):
        grow, cover = make_mosaic(14 + church)
        floor = sample_floor(church, 80, 60)
        first = copy.copy(floor)
        for _ in range(170):
            floor = grow(floor)
        print(church, cover(first), cover(floor), rough(floor), sum(map(sum, floor)))


if __name__ == "__main__":
    main()
