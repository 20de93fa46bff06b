# SPDX-License-Identifier: Apache-2.0
"""A list, filled up."""
import random


def board(side: int):
    cells = []
    for _ in range(side * side):
        cells.append(0)
    return cells


def histogram(values, bins: int):
    counts = []
    for b in range(bins):
        counts.append(0)
    for value in values:
        counts[value % bins] += 1
    return counts


class Signal:
    def __init__(self, samples: list):
        self.samples = samples

    def padded(self, size: int):
        out = list(self.samples)
        for _ in range(size):
            out.append(0)
        return out


def rows(height: int, width: int):
    """Each row is a list of its own."""
    grid = []
    for _ in range(height):
        grid.append([0] * width)
    return grid


if __name__ == "__main__":
    rng = random.Random(14)
    print(sum(len(board(100)) for _ in range(90)))
    print(sum(histogram([rng.randrange(10 ** 6) for _ in range(20)], 9000)[0] for _ in range(90)))
    signal = Signal([1, 2, 3])
    print(sum(len(signal.padded(9000)) for _ in range(90)))
    print(sum(len(rows(3000, 3)) for _ in range(60)))
