# SPDX-License-Identifier: Apache-2.0
# stays: range-len-indexing: what is called in the loop changes the element of the round
"""Let sand trickle along a row of trays; a full tray spills into the next ones.

Passing over a tray may empty it down to the limit before it is looked at again, and
what falls out reaches trays that come later.
"""

import random


def spill(trays, at, grains):
    """Grains leave a tray: half of them to the next one, the rest two trays on."""
    half = grains // 2
    trays[at] -= grains
    for distance, part in ((1, half), (2, grains - half)):
        if at + distance < len(trays):
            trays[at + distance] += part
    return grains


def trickle(trays, limit):
    """Pass over the trays once; returns how many grains moved."""
    moved = 0
    for i in range(len(trays)):
        if trays[i] > limit:
            over = trays[i] - limit
            moved += spill(trays, i, over)
        if trays[i] == limit:
            moved += 1
    return moved


def rounds(trays, limit, count):
    """Moves of several passes."""
    return [trickle(trays, limit) for _ in range(count)]


def fill(rng, count):
    """Trays with some sand."""
    return [rng.randrange(9) if rng.random() < 0.9 else rng.randrange(60) for _ in range(count)]


def main():
    rng = random.Random(17)
    for limit in (4, 5, 6, 8):
        trays = fill(rng, 60_000)
        before = sum(trays)
        moved = rounds(trays, limit, 8)
        print(limit, before, sum(trays), moved[:4], trays[:6])


if __name__ == "__main__":
    main()
