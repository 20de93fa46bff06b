# SPDX-License-Identifier: Apache-2.0
# stays: any-list-to-generator: every element rings a bell, two levels deeper
"""Ring at all doors of a house until somebody opens - but ring everywhere.

Parcels are announced to all flats; the postman only wants to know whether anybody is
at home. How often each bell was rung decides when its battery is changed.
"""

import random

rung = {}


def press(flat):
    """Press a bell."""
    rung[flat] = rung.get(flat, 0) + 1


def opens(flat, hour):
    """Ring; whether somebody opens."""
    press(flat)
    return (flat * 7 + hour * 5) % 11 < 3


def anybody(flats, hour):
    """Whether somebody in the house opens."""
    return any([opens(flat, hour) for flat in flats])


def everybody(flats, hour):
    """Whether all are at home."""
    return all([opens(flat, hour) for flat in flats])


def main():
    rng = random.Random(34)
    for street in range(20):
        home = full = 0
        for house in range(150):
            first = rng.randrange(400)
            flats = range(first, first + rng.randrange(2, 40))
            hour = rng.randrange(8, 20)
            home += anybody(flats, hour)
            full += everybody(flats[:2], hour)
        if street % 4 == 0:
            print(street, home, full, sum(rung.values()))
    worn = sorted(rung, key=lambda flat: (-rung[flat], flat))
    print([(flat, rung[flat]) for flat in worn[:4]])


if __name__ == "__main__":
    main()
