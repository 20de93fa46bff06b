# SPDX-License-Identifier: Apache-2.0
# stays: linear-search-in-sorted-to-bisect: the list grows at its end after it was sorted
"""Seat numbers at a box office.

Those who booked wait in the order of their numbers. Who walks in stands at the end,
whatever number the machine printed. Each newcomer is told how many wait with a lower
number, and behind which place the first higher number stands.
"""

import random
from typing import List, Tuple


def admit(booked: List[int], walk_in: List[int]) -> List[Tuple[int, int]]:
    """(how many have a lower number, place of the first that has not) for each newcomer."""
    line = sorted(booked)
    told = []
    for number in walk_in:
        lower = sum(1 for other in line if other < number)
        place = next((i for i, other in enumerate(line) if other >= number), len(line))
        told.append((lower, place))
        line.append(number)
    return told


def differing(told: List[Tuple[int, int]]) -> int:
    """How many newcomers get two different numbers."""
    count = 0
    for lower, place in told:
        if lower != place:
            count += 1
    return count


def summary(told: List[Tuple[int, int]]) -> str:
    """One line for the office."""
    lowest = min(lower for lower, _ in told)
    highest = max(place for _, place in told)
    return "%d told, %d differ, %d..%d" % (len(told), differing(told), lowest, highest)


def main() -> None:
    rng = random.Random(31)
    for evening in ("Friday", "Saturday", "Sunday"):
        numbers = rng.sample(range(10_000), 2_000)
        told = admit(numbers[:500], numbers[500:])
        print(evening, summary(told), told[-3:])


if __name__ == "__main__":
    main()
