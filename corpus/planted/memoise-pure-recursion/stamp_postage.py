# SPDX-License-Identifier: Apache-2.0
# planted: memoise-pure-recursion in ways_to_pay
"""Postage from a drawer of stamps: in how many ways can a letter be paid for?

Stamps come in a few values; how often a value may be used is not limited. A way is a set of
stamps, so the order on the envelope does not count.
"""
from __future__ import annotations

STAMPS = (1, 2, 5, 10, 20, 50)
LETTERS = {"card": 70, "letter": 95, "large": 120, "parcel": 155}


def ways_to_pay(cents: int, kinds: int) -> int:
    """Number of ways to make up `cents` with the first `kinds` stamps."""
    if cents == 0:
        return 1
    if cents < 0 or kinds == 0:
        return 0
    return ways_to_pay(cents - STAMPS[kinds - 1], kinds) + ways_to_pay(cents, kinds - 1)


def fewest(cents: int) -> int:
    """Stamps on the envelope when the large ones are used first."""
    count = 0
    for stamp in reversed(STAMPS):
        count += cents // stamp
        cents %= stamp
    return count


def price_list(surcharge: int) -> list[tuple[str, int, int, int]]:
    """For each kind of letter the price, the ways to pay it and the fewest stamps."""
    rows = []
    for name in sorted(LETTERS):
        cents = LETTERS[name] + surcharge
        rows.append((name, cents, ways_to_pay(cents, len(STAMPS)), fewest(cents)))
    return rows


def small_change(limit: int) -> list[int]:
    """Ways to pay for the small amounts, with the small stamps only."""
    return [ways_to_pay(cents, 3) for cents in range(limit)]


def factorial(number: int) -> int:
    """The product of all numbers up to this one."""
    return 1 if number < 2 else number * factorial(number - 1)


def main() -> None:
    for surcharge in (0, 20):
        for row in price_list(surcharge):
            print(surcharge, *row)
    print(small_change(12), sum(small_change(40)), factorial(12))


if __name__ == "__main__":
    main()
