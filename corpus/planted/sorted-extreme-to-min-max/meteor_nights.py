# SPDX-License-Identifier: Apache-2.0
# planted: sorted-extreme-to-min-max in observer.<locals>.earliest
"""Reports about shooting stars: who saw the first one of a night, and where."""

import random


def observer(east: int):
    """Functions for an observer who sees things some minutes before others."""

    def earliest(sightings: list[tuple[int, str, int]]):
        """Yield the first sighting of each night."""
        night: list[tuple[int, str, int]] = []
        for sighting in sightings:
            if sighting[0] < 0:
                if night:
                    yield sorted(night, key=lambda one: one[0])[0]
                night = []
            else:
                night.append(sighting)
        if night:
            yield sorted(night, key=lambda one: one[0])[0]

    def local(minute: int) -> int:
        """Minutes by the observer's clock."""
        return (minute + east) % 1_440

    return earliest, local


def brightest(sightings: list[tuple[int, str, int]], count: int) -> list[tuple[int, str, int]]:
    """The brightest of all nights, in the order of their brightness."""
    return sorted(sightings, key=lambda one: (one[2], one[0]))[:count]


def reports(rng: random.Random, nights: int, count: int) -> list[tuple[int, str, int]]:
    """(minute, place, magnitude); a minute of -1 ends a night."""
    places = ["Kiruna", "Tromso", "Umea", "Oulu"]
    out = []
    for _ in range(nights):
        for _ in range(count):
            out.append((rng.randrange(1_440), rng.choice(places), rng.randrange(-60, 50)))
        out.append((-1, "", 0))
    return out


def main() -> None:
    rng = random.Random(813)
    sightings = reports(rng, 60, 1_500)
    for east in range(0, 90, 4):
        earliest, local = observer(east)
        firsts = list(earliest(sightings))
        clock = [local(first[0]) for first in firsts]
        print(east, len(firsts), firsts[0][:2], clock[:4], sum(clock))
    print(brightest(sightings[:2_000], 2))


if __name__ == "__main__":
    main()
