# SPDX-License-Identifier: Apache-2.0
# planted: range-len-indexing in operator.<locals>.spills
"""Simulate a dam: inflow of every hour, what the turbines take, what spills over."""

import random


def operator(capacity: int, turbine: int):
    """Functions for a dam of a capacity, in thousand cubic metres."""

    def spills(inflow: list[int], start: int) -> list[int]:
        """How much water spilled over each time that it did."""
        level = start
        spilled = []
        for hour in range(len(inflow)):
            level += inflow[hour]
            if inflow[hour] > 90 and inflow[hour] < level:
                level -= turbine + inflow[hour] // 2
            elif level > turbine:
                level -= turbine
            if level > capacity:
                spilled.append(level - capacity)
                level = capacity
        return spilled

    def dry_hours(inflow: list[int]) -> int:
        """Hours in which the turbines would stand still without a lake."""
        return sum(1 for water in inflow if water < turbine // 4)

    return spills, dry_hours


def sharpest_rise(spilled: list[int]) -> int:
    """The largest step from one spill to the next."""
    rise = 0
    for i in range(1, len(spilled)):
        rise = max(rise, spilled[i] - spilled[i - 1])
    return rise


def river(rng: random.Random, hours: int) -> list[int]:
    """Inflow with floods."""
    inflow = []
    flood = 0
    for _ in range(hours):
        flood = rng.randrange(100, 600) if rng.random() < 0.002 else flood * 19 // 20
        inflow.append(rng.randrange(20, 70) + flood)
    return inflow


def main() -> None:
    rng = random.Random(1889)
    inflow = river(rng, 120_000)
    for capacity in range(200, 2_600, 80):
        spills, dry_hours = operator(capacity, 52)
        spilled = spills(inflow, 100)
        print(capacity, len(spilled), sum(spilled), sharpest_rise(spilled),
              dry_hours(inflow[:2_000]))


if __name__ == "__main__":
    main()
