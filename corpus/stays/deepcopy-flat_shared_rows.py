# SPDX-License-Identifier: Apache-2.0
# stays: deepcopy-flat: one row stands several times in the grid, and must stay one row
"""A drum machine: a pattern repeats the same bar, and a change in one is heard in all of them."""

import copy
import random


def variation(pattern, steps):
    """The pattern with some steps switched; bars that were one bar stay one bar."""
    varied = copy.deepcopy(pattern)
    for bar, step in steps:
        varied[bar][step] = 1 - varied[bar][step]
    return varied


def main():
    rng = random.Random(16)
    for song in range(4):
        verse = [rng.randrange(2) for _ in range(16)]
        chorus = [rng.randrange(2) for _ in range(16)]
        pattern = [verse, verse, chorus, verse, verse, chorus, chorus, verse]
        hits = 0
        for _ in range(8_000):
            steps = [(rng.randrange(8), rng.randrange(16)) for _ in range(5)]
            varied = variation(pattern, steps)
            hits += sum(map(sum, varied))
        print(song, hits, sum(map(sum, pattern)), varied[0] is varied[1], varied[0][:6])


if __name__ == "__main__":
    main()
