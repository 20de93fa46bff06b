# SPDX-License-Identifier: Apache-2.0
# planted: sliding-window-sum in watch.<locals>.windows
"""Watch electricity meters for loads that would trip the fuse of a street.

A fuse does not mind a short peak; it trips when the sum over a stretch of readings is
too large. For each street the program yields the stretches that come close.
"""

import random


def watch(streets: dict[str, list[int]], limit: int):
    """Yield (street, start, load) of all stretches above a limit."""

    def windows(readings: list[int]) -> list[tuple[int, int]]:
        width = 64
        found = []
        for start in range(0, len(readings) - width + 1):
            load = sum(readings[start:start + width])
            if load > limit:
                found.append((start, load))
        return found

    for street, readings in streets.items():
        # the yard of the tram feeds itself
        if street.startswith("yard"):
            continue
        for start, load in windows(readings):
            yield street, start, load


def merge(alarms):
    """Join alarms that overlap; returns (street, first, last, worst)."""
    merged = []
    for street, start, load in alarms:
        if merged and merged[-1][0] == street and start - merged[-1][2] <= 1:
            _, first, _, worst = merged[-1]
            merged[-1] = (street, first, start, max(worst, load))
        else:
            merged.append((street, start, start, load))
    return merged


def base_load(readings: list[int]) -> int:
    """Load of the night, taken from the first stretch only."""
    return sum(readings[:64]) // 64


def main() -> None:
    rng = random.Random(77)
    streets = {}
    for name in ("Lindenweg", "Am Markt", "yard 3", "Hafenstrasse", "Ring"):
        level = 400
        readings = []
        for _ in range(110_000):
            level = max(50, min(2_000, level + rng.randrange(-60, 61)))
            readings.append(level)
        streets[name] = readings
    alarms = merge(watch(streets, 120_000))
    print(len(alarms), alarms[:2], alarms[-1])
    print([base_load(readings) for readings in streets.values()])


if __name__ == "__main__":
    main()
