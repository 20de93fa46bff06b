# SPDX-License-Identifier: Apache-2.0
"""Products of lists."""
import random


def outcomes(dice: list):
    n = 1
    for die in dice:
        n *= die
    return n


def gear_train(shafts):
    speeds = []
    for wheels in shafts:
        turn = 1
        for wheel in wheels:
            turn *= wheel
        speeds.append(turn % 10007)
    return speeds


class Crate:
    def __init__(self, sides: tuple):
        self.sides = sides

    def room(self):
        inside = 1
        for side in self.sides:
            inside *= side
        return inside


def masks(flags: list):
    """Of arrays of a class with a product of its own."""
    both = 1
    for flag in flags:
        both *= flag
    return both


class Flag:
    def __init__(self, on):
        self.on = on

    def __rmul__(self, other):
        return (other if isinstance(other, int) else other.on) and self.on

    def __mul__(self, other):
        return Flag(self.on and other.on)


if __name__ == "__main__":
    rng = random.Random(8)
    print(sum(outcomes([rng.randrange(2, 20) for _ in range(60)]) % 1009 for _ in range(4000)))
    print(sum(gear_train([[rng.randrange(2, 9) for _ in range(40)] for _ in range(2000)])))
    print(sum(Crate(tuple(rng.randrange(2, 9) for _ in range(50))).room() % 1009 for _ in range(4000)))
    print(sum(bool(masks([Flag(1)] * 1 + [rng.random() < 0.9 for _ in range(60)])) for _ in range(3000)))
