# SPDX-License-Identifier: Apache-2.0
# planted: log-formatting-guard in route
"""Route parcels on a sorting machine to its chutes."""

import logging
import random
from typing import List

logger = logging.getLogger("conveyor")


def route(codes: List[int], chutes: int, offset: int) -> List[int]:
    """The chute of each parcel, by its code."""
    chosen = []
    for number, code in enumerate(codes):
        chute = (code * 7 + offset) % chutes
        logger.debug(f"parcel {number}: code {code:08d} with offset {offset} goes to {chute:3d}")
        chosen.append(chute)
    return chosen


def loads(chosen: List[int], chutes: int) -> List[int]:
    """Parcels for each chute."""
    counts = [0] * chutes
    for chute in chosen:
        counts[chute] += 1
    return counts


def overfull(counts: List[int], room: int) -> List[int]:
    """Chutes that somebody has to empty."""
    return [chute for chute, count in enumerate(counts) if count > room]


def shift(rng: random.Random, parcels: int, chutes: int) -> List[int]:
    """One shift: parcels come in belts."""
    codes = [rng.randrange(10_000_000) for _ in range(parcels)]
    chosen = route(codes, chutes, rng.randrange(chutes))
    logger.info("a shift of %d parcels is done", parcels)
    return loads(chosen, chutes)


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    rng = random.Random(57)
    for name in ("early", "late", "night"):
        counts = shift(rng, 160_000, 48)
        print(name, max(counts), min(counts), overfull(counts, 3_380))
    again = route(list(range(0, 90_000, 3)), 48, 5)
    print(sum(again), again[:5])


if __name__ == "__main__":
    main()
