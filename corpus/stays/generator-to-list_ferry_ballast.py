# SPDX-License-Identifier: Apache-2.0
# stays: generator-to-list: each addition looks at what the next element has changed
"""Load a ferry car by car; the ballast pump works against the list after each car.

A car's load depends on the trim of the ship when it drives on board, and the sum of
all loads sets the trim: loading and adding up go hand in hand.
"""

import random


class Ship:
    """Trim in centimetres, set by the cargo."""

    def __init__(self):
        self.trim = 0
        self.limit = 40


class Load:
    """Weight on the deck of a ship; adding weights sets its trim."""

    def __init__(self, ship, kilograms):
        self.ship = ship
        self.kilograms = kilograms

    def __radd__(self, start):
        return self

    def __add__(self, other):
        total = self.kilograms + other.kilograms
        self.ship.trim = total // 500 % self.ship.limit
        return Load(self.ship, total)


def drive_on(ship, weight):
    """A car drives on board; on a trimmed deck it counts for more."""
    return Load(ship, weight + ship.trim * 10)


def board(ship, weights):
    """Kilograms that the deck feels."""
    return sum(drive_on(ship, weight) for weight in weights).kilograms


def heaviest(ship, weights):
    """The car that counts for most at the present trim."""
    return max(drive_on(ship, weight).kilograms for weight in weights)


def main():
    rng = random.Random(12)
    for crossing in range(10):
        ship = Ship()
        weights = [rng.randrange(900, 2_400) for _ in range(25_000)]
        felt = board(ship, weights)
        print(crossing, felt, sum(weights), ship.trim, heaviest(ship, weights[:100]))


if __name__ == "__main__":
    main()
