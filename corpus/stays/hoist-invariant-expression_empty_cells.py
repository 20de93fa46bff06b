# SPDX-License-Identifier: Apache-2.0
# stays: hoist-invariant-expression: it would raise although the loop does not run
"""Shares of the costs of a house, for flats of which some stand empty.

A part of the house without tenants has no square metres to share, and no lines either.
"""

import random


def lines(tenants: list, costs: int, metres: int) -> list:
    """(tenant, cents) for all tenants of a part of the house."""
    bills = []
    for name, own in tenants:
        bills.append((name, own * (costs // metres + 1)))
    return bills


def part(rng: random.Random, number: int) -> list:
    """Tenants of one part, with their square metres; every fifth part is empty."""
    if number % 5 == 0:
        return []
    return [("t%d-%d" % (number, flat), rng.randrange(20, 120)) for flat in range(180)]


def settle(rng: random.Random, parts: int) -> dict:
    """Sums of a whole house."""
    sums = {"bills": 0, "cents": 0, "empty": 0}
    for number in range(parts):
        tenants = part(rng, number)
        bills = lines(tenants, 900_000 + number, sum(own for _, own in tenants))
        sums["bills"] += len(bills)
        sums["cents"] += sum(cents for _, cents in bills)
        sums["empty"] += not bills
    return sums


def main() -> None:
    rng = random.Random(38)
    for house in ("north", "south", "yard"):
        print(house, settle(rng, 700))
    try:
        lines([("caretaker", 12)], 100, 0)
    except ZeroDivisionError as error:
        print("nothing to share:", error)


if __name__ == "__main__":
    main()
