# SPDX-License-Identifier: Apache-2.0
# stays: append-loop-to-list: the loop asks the list that it fills, through a second name
"""How a rumour spreads along a row of houses.

A house passes the rumour on unless the last house that heard it is too near. The town
crier looks at the same list.
"""

import random
from typing import List


class Crier:
    """Knows the list of those who heard the rumour."""

    def __init__(self, heard: List[int]):
        self.heard = heard

    def tired(self, house: int) -> bool:
        """Whether the last house that heard it is nearer than three doors."""
        return bool(self.heard) and house - self.heard[-1] < 3


def spread(houses: List[int]) -> List[int]:
    """Houses that heard it, in their order."""
    told: List[int] = []
    crier = Crier(told)
    for house in houses:
        if not crier.tired(house):
            told.append(house)
    return told


def gaps(told: List[int]) -> int:
    """The widest gap between two of them."""
    return max((b - a for a, b in zip(told, told[1:])), default=0)


def row(rng: random.Random, count: int) -> List[int]:
    """Numbers of the houses that are lived in."""
    return [number for number in range(count) if rng.random() < 0.7]


def main() -> None:
    rng = random.Random(39)
    for street in ("Mill Lane", "High Street", "Backs", "Quay"):
        houses = row(rng, 160_000)
        told = spread(houses)
        print(street, len(houses), len(told), told[:8], gaps(told))


if __name__ == "__main__":
    main()
