# SPDX-License-Identifier: Apache-2.0
"""Powers counted out."""
import random


def shades(levels: int, channels: int):
    n = 1
    for _ in range(channels):
        n *= levels
    return n


def positions(base: int, places: list[int]):
    total = 0
    for place in places:
        worth = 1
        for _ in range(place):
            worth *= base
        total += worth
    return total % 1_000_003


class Colony:
    def __init__(self, rate: int):
        self.rate = rate

    def after(self, days: int):
        size = 1
        for day in range(days):
            size *= self.rate
        return size % 997


def warmed(step: float, hours: int):
    """With floats the roundings add up in another way."""
    x = 1
    for _ in range(hours):
        x *= step
    return x


if __name__ == "__main__":
    rng = random.Random(2)
    print(sum(shades(rng.randrange(2, 9), rng.randrange(20, 90)) % 1009 for _ in range(6000)))
    print(sum(positions(3, [rng.randrange(10, 60) for _ in range(20)]) for _ in range(400)))
    print(sum(Colony(rng.randrange(2, 6)).after(rng.randrange(40, 90)) for _ in range(5000)))
    print(sum(warmed(1.0001 + rng.random() / 10, rng.randrange(40, 90)) for _ in range(5000)))
