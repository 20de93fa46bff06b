# SPDX-License-Identifier: Apache-2.0
# planted: sort-in-loop in running_medians
"""Watch an auction house: what is a usual bid at any moment of the evening?"""
from __future__ import annotations

import random


def running_medians(bids: list[int]) -> list[int]:
    """After each bid the median of all bids so far; the higher of two middles."""
    so_far: list[int] = []
    medians: list[int] = []
    for bid in bids:
        so_far.append(bid)
        so_far.sort()
        medians.append(so_far[len(so_far) // 2])
    return medians


def surprises(bids: list[int]) -> int:
    """Bids of at least twice the median at that moment."""
    count = 0
    for bid, median in zip(bids, running_medians(bids)):
        if bid >= 2 * median:
            count += 1
    return count


def evening(lots: list[list[int]]) -> list[int]:
    """The final median of each lot."""
    return [running_medians(bids)[-1] for bids in lots if bids]


def price_list(bids: list[int], how_many: int) -> list[int]:
    """The highest bids, the highest first."""
    ranked = list(bids)
    ranked.sort(reverse=True)
    return ranked[:how_many]


def sample_bids(seed: int, count: int) -> list[int]:
    """Made-up bids in euros, rising during the evening."""
    rng = random.Random(seed)
    return [rng.randrange(10, 40 + place) * 5 for place in range(count)]


def main() -> None:
    lots = [sample_bids(seed, 5_000 + 300 * seed) for seed in range(5)]
    print(evening(lots))
    for number, bids in enumerate(lots):
        print(number, len(bids), surprises(bids), price_list(bids, 3))


if __name__ == "__main__":
    main()
