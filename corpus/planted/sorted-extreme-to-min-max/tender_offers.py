# SPDX-License-Identifier: Apache-2.0
# planted: sorted-extreme-to-min-max in lowest_offer
"""Compare offers for the works of a town hall."""

import random
from typing import Dict, List


def lowest_offer(offers: List[int]) -> int:
    """The lowest offer in euros, 0 where nobody made one."""
    if not offers:
        return 0
    return sorted(offers)[0]


def savings(works: Dict[str, List[int]], estimates: Dict[str, int]) -> int:
    """What the town saves against its estimates."""
    saved = 0
    for name, offers in works.items():
        saved += estimates[name] - lowest_offer(offers)
    return saved


def cheapest_work(works: Dict[str, List[int]]) -> str:
    """The work with the lowest offer of all."""
    best, least = "", -1
    for name, offers in works.items():
        low = lowest_offer(offers)
        if low and (least < 0 or low < least):
            best, least = name, low
    return best


def protocol(works: Dict[str, List[int]], name: str) -> List[int]:
    """The five lowest offers of a work, as they are read out."""
    ordered = sorted(works[name])
    return ordered[:5]


def collect(rng: random.Random, names: List[str], firms: int) -> Dict[str, List[int]]:
    """Offers of all firms."""
    works = {}
    for name in names:
        level = rng.randrange(20_000, 90_000)
        works[name] = [int(level * rng.uniform(0.7, 1.8)) for _ in range(firms)]
    return works


def main() -> None:
    rng = random.Random(47)
    names = ["work %d" % number for number in range(130)]
    works = collect(rng, names, 2_400)
    works["lido"] = []
    estimates = {name: rng.randrange(20_000, 90_000) for name in works}
    for _ in range(9):
        print(savings(works, estimates), cheapest_work(works))
    print(protocol(works, "work 7"), lowest_offer([]))


if __name__ == "__main__":
    main()
