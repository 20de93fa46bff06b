# SPDX-License-Identifier: Apache-2.0
# stays: sliding-window-sum: the loop writes into the list whose windows it adds up
"""Level a railway track.

The tamping machine drives along the track and lifts each sleeper to the mean of the
stretch in front of it. It measures what lies behind it after the lift: the heights
that it reads are partly the ones that it made.
"""

import random
from typing import List


def tamp(heights: List[int], reach: int) -> int:
    """Level the track in place; returns how far all sleepers were moved."""
    if reach < 1:
        raise ValueError(reach)
    moved = 0
    for at in range(reach, len(heights) - reach):
        mean = sum(heights[at - reach:at + reach]) // (2 * reach)
        moved += abs(heights[at] - mean)
        heights[at] = mean
    return moved


def roughness(heights: List[int]) -> int:
    """Sum of all steps between neighbours."""
    return sum(abs(a - b) for a, b in zip(heights, heights[1:]))


def track(rng: random.Random, sleepers: int) -> List[int]:
    """Heights in tenths of a millimetre."""
    height = 5_000
    heights = []
    for _ in range(sleepers):
        height += rng.randrange(-20, 21)
        heights.append(height)
    return heights


def main() -> None:
    rng = random.Random(8)
    for line in ("main", "siding", "loop"):
        heights = track(rng, 12_000)
        before = roughness(heights)
        for run in range(4):
            moved = tamp(heights, 24)
            print(line, run, moved, roughness(heights))
        print(line, "before", before, "ends", heights[0], heights[-1], heights[2_000])


if __name__ == "__main__":
    main()
