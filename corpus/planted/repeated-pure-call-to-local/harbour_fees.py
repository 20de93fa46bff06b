# SPDX-License-Identifier: Apache-2.0
# planted: repeated-pure-call-to-local in invoice
"""Fees of a harbour: by tonnage, by days, and by how awkward a ship is to berth."""

import random


def awkward(length: int) -> int:
    """Points for a ship: how many ways of berthing have to be tried."""
    points = 0
    rest = length
    while rest > 3:
        points += rest % 5
        rest = rest * 3 // 4
    return points


def base_fee(tons: int, days: int) -> int:
    """Without extras."""
    return tons * 3 + days * 120


def invoice(length: int, tons: int, days: int) -> int:
    """Euros for a stay."""
    fee = base_fee(tons, days)
    if awkward(length) > 20:
        fee += 12 * awkward(length)
    if tons > 5_000:
        fee += fee // 20
    fee += days * awkward(length)
    return fee


def season(ships: list[tuple[int, int, int]]) -> tuple[int, int]:
    """(sum of all fees, highest fee)."""
    total = highest = 0
    for length, tons, days in ships:
        fee = invoice(length, tons, days)
        total += fee
        highest = max(highest, fee)
    return total, highest


def estimate(ships: list[tuple[int, int, int]], share: int) -> int:
    """What a sample of the ships would bring."""
    return sum(invoice(length, tons, days) for length, tons, days in ships[::share])


def arrivals(rng: random.Random, count: int) -> list[tuple[int, int, int]]:
    """(decimetres, tons, days) of ships."""
    return [(rng.randrange(80, 4_000), rng.randrange(20, 90_000), rng.randrange(1, 12))
            for _ in range(count)]


def main() -> None:
    rng = random.Random(1189)
    for year in range(2018, 2022):
        ships = arrivals(rng, 20_000)
        print(year, season(ships), estimate(ships, 5))
    print(invoice(100, 10, 1), awkward(4_000))


if __name__ == "__main__":
    main()
