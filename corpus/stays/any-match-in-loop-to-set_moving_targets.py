# SPDX-License-Identifier: Apache-2.0
# stays: any-match-in-loop-to-set: the ships move in each round, so their squares change
"""A fleet moves on while the coast battery fires; which shots hit a ship?"""

import random


class Ship:
    """A ship on a strip of water, numbered squares in a ring."""

    def __init__(self, square, speed):
        self.square = square
        self.speed = speed

    def sail(self):
        """Move on by the ship's speed."""
        self.square = (self.square + self.speed) % 5_000


def hits(ships, shots):
    """Numbers of the shots that hit."""
    found = []
    for number, shot in enumerate(shots):
        if any(ship.square == shot for ship in ships):
            found.append(number)
        ships[number % len(ships)].sail()
    return found


def main():
    for battle in range(4):
        rng = random.Random(battle)
        ships = [Ship(rng.randrange(5_000), rng.randrange(1, 40)) for _ in range(500)]
        shots = [rng.randrange(5_000) for _ in range(5_000)]
        found = hits(ships, shots)
        print(battle, len(found), found[:5], sum(found))


if __name__ == "__main__":
    main()
