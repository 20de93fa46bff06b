# SPDX-License-Identifier: Apache-2.0
# planted: generator-to-list in braid.<locals>.strands
"""Count how the strands of long braids are moved, for a table of knots."""

import random


def braid(width: int):
    """Functions for braids of a number of strands."""

    def strands(crossings: list[int], round_number: int) -> tuple[int, ...]:
        step = round_number % 5
        return tuple(crossing % width + step for crossing in crossings if crossing != step)

    def closed(crossings: list[int]) -> bool:
        return all(crossing > 0 for crossing in crossings[:50])

    return strands, closed


def invariant(places: tuple[int, ...], prime: int) -> int:
    """A number that tells many knots apart, from a few places of the braid."""
    value = len(places)
    for place in places[::97]:
        value = (value * 31 + place) % prime
    return value


def table(braids: list[list[int]], width: int, rounds: int) -> list[int]:
    """Numbers of all braids."""
    strands, closed = braid(width)
    numbers = []
    for crossings in braids:
        value = 0
        for round_number in range(rounds):
            value += invariant(strands(crossings, round_number), 10_007)
        numbers.append(value if closed(crossings) else -value)
    return numbers


def knots(rng: random.Random, count: int, length: int) -> list[list[int]]:
    """Braids as lists of crossings."""
    return [[rng.randrange(40) for _ in range(length)] for _ in range(count)]


def main() -> None:
    rng = random.Random(1867)
    braids = knots(rng, 30, 3_000)
    for width in (5, 7, 11):
        numbers = table(braids, width, 40)
        print(width, numbers[:5], sum(numbers))


if __name__ == "__main__":
    main()
