# SPDX-License-Identifier: Apache-2.0
# planted: flag-loop-to-early-exit in watcher.<locals>.blocked
"""Trees of an orchard that can be seen from its corner.

Trees stand on a grid. One is hidden when a thick trunk nearer to the corner stands on
the same line; saplings hide nothing.
"""

import random


def watcher(eye: int):
    """Functions that look from a corner, `eye` steps to the left of the first column."""

    def blocked(xs: list[int], ys: list[int], x: int, y: int) -> bool:
        hidden = False
        for tx, ty in zip(xs, ys):
            if tx * y == ty * x and tx < x:
                hidden = True
        return hidden

    def distance(x: int, y: int) -> int:
        return x + eye + y

    return blocked, distance


def count_visible(xs: list[int], ys: list[int], side: int) -> tuple[int, int, int]:
    """(visible, hidden, farthest that is seen) of all trees of the square."""
    blocked, distance = watcher(1)
    visible = hidden = farthest = 0
    for x in range(1, side):
        for y in range(1, side):
            if blocked(xs, ys, x, y):
                hidden += 1
            else:
                visible += 1
                farthest = max(farthest, distance(x, y))
    return visible, hidden, farthest


def plant(rng: random.Random, side: int, share: float) -> tuple[list[int], list[int]]:
    """Places of the thick trunks, nearest first."""
    xs, ys = [], []
    for x in range(1, side):
        for y in range(1, side):
            if rng.random() < share / (x + y):
                xs.append(x)
                ys.append(y)
    return xs, ys


def main() -> None:
    rng = random.Random(21)
    for side in (40, 60, 76):
        xs, ys = plant(rng, side, 12.0)
        print(side, len(xs), count_visible(xs, ys, side))
    blocked, _ = watcher(3)
    print(blocked([1, 2], [1, 3], 5, 5), blocked([1, 2], [1, 3], 5, 4))


if __name__ == "__main__":
    main()
