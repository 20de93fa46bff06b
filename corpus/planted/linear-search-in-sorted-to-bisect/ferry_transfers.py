# SPDX-License-Identifier: Apache-2.0
# planted: linear-search-in-sorted-to-bisect in catch_next
"""Which ferry do travellers catch after their train has arrived?

The timetable of a port lists departures in minutes since Monday morning, in the
order in which the operators sent them. For each train the program looks for the
first ferry that leaves after a walk to the pier, and reports waits and the trains
that catch none.
"""

import random
from typing import Optional

WALK = 12


def catch_next(departures: list[int], ready: list[int]) -> list[Optional[int]]:
    """For each moment the departure that is caught, or None."""
    timetable = sorted(departures)
    caught: list[Optional[int]] = []
    for minute in ready:
        place = next((i for i, leaves in enumerate(timetable) if leaves >= minute), len(timetable))
        caught.append(timetable[place] if place < len(timetable) else None)
    return caught


def waits(ready: list[int], caught: list[Optional[int]]) -> list[int]:
    """Minutes at the pier, of those who catch a ferry."""
    return [ferry - minute for minute, ferry in zip(ready, caught) if ferry is not None]


def outbound(trains: list[int], departures: list[int]) -> tuple[int, int]:
    """Longest wait and number of stranded trains."""
    ready = [train + WALK for train in trains]
    caught = catch_next(departures, ready)
    return max(waits(ready, caught), default=0), caught.count(None)


def with_luggage(trains: list[int], departures: list[int]) -> float:
    """Mean wait of those who walk at half the speed."""
    ready = [train + 2 * WALK for train in trains]
    delays = waits(ready, catch_next(departures, ready))
    return sum(delays) / len(delays) if delays else 0.0


def first_after_noon(departures: list[int]) -> Optional[int]:
    """The first ferry on Monday afternoon; asked once for the poster."""
    ordered = sorted(departures)
    return next((minute for minute in ordered if minute >= 720), None)


def main() -> None:
    rng = random.Random(41)
    week = 7 * 24 * 60
    for port in ("Harlingen", "Den Helder", "Holwerd"):
        departures = [rng.randrange(week) for _ in range(900)]
        trains = [rng.randrange(week) for _ in range(9_000)]
        longest, stranded = outbound(trains, departures)
        mean = with_luggage(trains, departures)
        print(port, longest, stranded, "%.3f" % mean, first_after_noon(departures))


if __name__ == "__main__":
    main()
