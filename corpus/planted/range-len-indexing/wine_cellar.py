# SPDX-License-Identifier: Apache-2.0
# planted: range-len-indexing in rate_all
"""Choose the wines of a cellar that should be drunk this year."""

import random
from typing import List


def rate_all(ages: List[int], ripe: int, old: int) -> int:
    """Points of a cellar: ripe wines count, old ones count against it."""
    points = 0
    for number in range(len(ages)):
        age = ages[number]
        if age > old:
            points -= 2
        elif age >= ripe:
            points += 1
    return points


def ready(ages: List[int], ripe: int) -> List[int]:
    """Shelf numbers of the wines that are ripe."""
    return [shelf for shelf, age in enumerate(ages) if age >= ripe]


def next_year(ages: List[int]) -> None:
    """All wines grow older by a year."""
    for number in range(len(ages)):
        ages[number] += 1


def best_ripeness(ages: List[int], span: int) -> int:
    """The age at which a cellar of this kind has most points."""
    best, most = 0, -len(ages) * 2
    for ripe in range(1, 30):
        points = rate_all(ages, ripe, ripe + span)
        if points > most:
            best, most = ripe, points
    return best


def cellar(rng: random.Random, bottles: int) -> List[int]:
    """Ages of the bottles."""
    return [int(rng.triangular(0, 40, 6)) for _ in range(bottles)]


def main() -> None:
    rng = random.Random(1855)
    for house in ("Margaux", "Tokaj", "Ruedesheim"):
        ages = cellar(rng, 30_000)
        found = []
        for year in range(6):
            found.append(best_ripeness(ages, 8))
            next_year(ages)
        print(house, found, len(ready(ages, 20)), rate_all(ages, 12, 25))


if __name__ == "__main__":
    main()
