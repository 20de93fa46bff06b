# SPDX-License-Identifier: Apache-2.0
# planted: list-concat-in-loop in heard
"""Which beacons does a ship hear on its way, and for how long?"""
from __future__ import annotations

import random


def heard(track: list[int], beacons: list[int], reach: int) -> list[tuple[int, int]]:
    """Pairs of (minute, beacon) for all beacons in reach, in order of time."""
    log: list[tuple[int, int]] = []
    for minute, position in enumerate(track):
        for number, place in enumerate(beacons):
            if abs(place - position) <= reach:
                log = log + [(minute, number)]
    return log


def minutes_of(log: list[tuple[int, int]]) -> dict[int, int]:
    """How many minutes each beacon was heard."""
    minutes: dict[int, int] = {}
    for _, number in log:
        minutes[number] = minutes.get(number, 0) + 1
    return minutes


def silent(track: list[int], beacons: list[int], reach: int) -> int:
    """Minutes in which nothing was heard."""
    return len(track) - len({minute for minute, _ in heard(track, beacons, reach)})


def with_harbours(beacons: list[int], first: int, last: int) -> list[int]:
    """The beacons with the two harbours at the ends."""
    return [first] + beacons + [last]


def sample_track(seed: int, minutes: int) -> list[int]:
    """A made-up way along the coast."""
    rng = random.Random(seed)
    position = 0
    track = []
    for _ in range(minutes):
        position += rng.randrange(-2, 7)
        track.append(position)
    return track


def main() -> None:
    for ship in range(2):
        track = sample_track(ship, 2_600)
        beacons = with_harbours([200 * number for number in range(1, 25)], 0, 5_400)
        log = heard(track, beacons, 800)
        minutes = minutes_of(log)
        print(ship, len(log), silent(track[:1_200], beacons[::4], 90), log[-1],
              max(minutes, key=lambda number: (minutes[number], number)))


if __name__ == "__main__":
    main()
