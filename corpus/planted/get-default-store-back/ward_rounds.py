# SPDX-License-Identifier: Apache-2.0
# planted: get-default-store-back in by_ward
"""Group the measurements of a hospital for the rounds of the doctors."""

import random
from typing import Dict, List, Tuple

Reading = Tuple[int, int]


def by_ward(readings: List[Reading]) -> Dict[int, List[int]]:
    """Values of each ward in the order in which they were taken."""
    wards: Dict[int, List[int]] = {}
    for ward, value in readings:
        values = wards.get(ward, [])
        values.append(value)
        wards[ward] = values
    return wards


def fever(readings: List[Reading], limit: int) -> Dict[int, int]:
    """How many values of each ward are above a limit."""
    return {ward: sum(1 for value in values if value > limit)
            for ward, values in by_ward(readings[::40]).items()}


def quietest(readings: List[Reading]) -> int:
    """The ward with fewest measurements."""
    wards = by_ward(readings)
    return min(sorted(wards), key=lambda ward: len(wards[ward]))


def first_values(readings: List[Reading], count: int) -> List[int]:
    """The first value of some wards."""
    wards = by_ward(readings)
    firsts = []
    for ward in sorted(wards)[:count]:
        values = wards.get(ward, [])
        firsts.append(values[0])
    return firsts


def night(rng: random.Random, count: int, wards: int) -> List[Reading]:
    """Readings of (ward, tenths of a degree)."""
    return [(int(rng.triangular(0, wards, 0)), rng.randrange(355, 405)) for _ in range(count)]


def main() -> None:
    rng = random.Random(37)
    readings = night(rng, 120_000, 300)
    for number in range(12):
        part = readings[number * 2_000:]
        print(number, quietest(part), first_values(part, 4))
    counts = fever(readings, 385)
    print(len(counts), max(counts.values()))


if __name__ == "__main__":
    main()
