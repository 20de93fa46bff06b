# SPDX-License-Identifier: Apache-2.0
"""Factorials counted out."""
import random


def shuffles(cards: int):
    n = 1
    for k in range(2, cards + 1):
        n *= k
    return n


def tours(cities: list[int]):
    total = 0
    for stops in cities:
        ways = 1
        for i in range(2, stops + 1):
            ways *= i
        total += ways
    return total % 10 ** 9


class Bell:
    def __init__(self, bells: int):
        self.bells = bells

    def changes(self):
        count = 1
        n = self.bells
        for bell in range(2, n + 1):
            count *= bell
        return count % 10007


def rising(first: int, last: int):
    """Begins elsewhere."""
    n = 1
    for k in range(first, last + 1):
        n *= k
    return n


if __name__ == "__main__":
    rng = random.Random(15)
    print(sum(shuffles(rng.randrange(40, 120)) % 1009 for _ in range(3000)))
    print(sum(tours([rng.randrange(20, 90) for _ in range(10)]) for _ in range(400)))
    print(sum(Bell(rng.randrange(40, 120)).changes() for _ in range(3000)))
    print(sum(rising(3, rng.randrange(40, 90)) % 1009 for _ in range(3000)))
