# SPDX-License-Identifier: Apache-2.0
# stays: list-index-in-loop-to-dict: the rows are lists, which cannot be hashed
"""Number the rows of a tiled wall: a row gets the number of the first row that looks like it."""

import random


def numbers(rows):
    """For each row the place of the first equal one."""
    found = []
    for row in rows:
        found.append(rows.index(row))
    return found


def polish(rows, place):
    """Rub the first tile of a row, so that it looks new."""
    rows[place][0] = 0


def main():
    for wall in range(5):
        rng = random.Random(wall)
        rows = [[rng.randrange(7) for _ in range(4)] for _ in range(1_500)]
        before = numbers(rows)
        for place in range(0, len(rows), 3):
            polish(rows, place)
        after = numbers(rows)
        print(wall, before[:6], len(set(before)), len(set(after)), sum(after))


if __name__ == "__main__":
    main()
