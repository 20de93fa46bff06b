# SPDX-License-Identifier: Apache-2.0
# stays: hoist-invariant-call: the helper changes the list over which the sum runs
"""Draw water from the tanks of a farm, always in proportion to what is left."""

import random


def draw(tanks, place, litres):
    """Take water from a tank."""
    tanks[place] = max(0, tanks[place] - litres)


def irrigate(tanks, fields):
    """Litres that each field gets; a field asks for a share in per mille of all water."""
    given = []
    for number, share in enumerate(fields):
        litres = sum(tanks) * share // 1_000
        draw(tanks, number % len(tanks), litres)
        given.append(litres)
    return given


def main():
    for farm in range(4):
        rng = random.Random(farm)
        tanks = [rng.randrange(90_000, 900_000) for _ in range(900)]
        fields = [rng.randrange(1, 4) for _ in range(20_000)]
        given = irrigate(tanks, fields)
        print(farm, given[:4], given[-1], sum(given), sum(tanks))


if __name__ == "__main__":
    main()
