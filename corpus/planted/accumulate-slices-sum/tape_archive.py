# SPDX-License-Identifier: Apache-2.0
# planted: accumulate-slices-sum in start_blocks
"""Where files start on the tapes of an archive, and how far the drive has to wind."""
from __future__ import annotations

import random

TAPE_BLOCKS = 4_000_000


def start_blocks(sizes: list[int]) -> list[int]:
    """First block of each file when they are written one after the other."""
    starts = []
    for place in range(len(sizes)):
        starts.append(sum(sizes[:place]))
    return starts


def winding(sizes: list[int], order: list[int]) -> int:
    """Blocks that pass the head when files are read in an order."""
    starts = start_blocks(sizes)
    head = 0
    total = 0
    for number in order:
        total += abs(starts[number] - head)
        head = starts[number] + sizes[number]
    return total


def fits(sizes: list[int]) -> bool:
    """Whether everything fits on one tape."""
    return sum(sizes) <= TAPE_BLOCKS


def halves(sizes: list[int]) -> list[int]:
    """Start of the last file when each half has a tape of its own."""
    middle = len(sizes) // 2
    return [start_blocks(part)[-1] for part in (sizes[:middle], sizes[middle:])]


def sample_sizes(seed: int, count: int) -> list[int]:
    """Made-up sizes in blocks."""
    rng = random.Random(seed)
    return [rng.randrange(1, 3_000) for _ in range(count)]


def main() -> None:
    rng = random.Random(3)
    for tape in range(5):
        sizes = sample_sizes(tape, 4_600)
        order = rng.sample(range(len(sizes)), 300)
        print(tape, fits(sizes), winding(sizes, order), winding(sizes, sorted(order)), halves(sizes))


if __name__ == "__main__":
    main()
