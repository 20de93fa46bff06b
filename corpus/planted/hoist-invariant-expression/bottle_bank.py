# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-expression in settle
"""Settle the deposit of a bottle bank: fees by route, by size and by season."""

import random


def settle(crates: list[int], distance: int, crew: int, season: int) -> dict[str, int]:
    """Cents that a tour earns and costs."""
    # how many crates of which size
    sizes = {6: 0, 12: 0, 20: 0, 24: 0}
    for bottles in crates:
        for size in (6, 12, 20, 24):
            if bottles <= size:
                sizes[size] += 1
                break

    # what each crate brings after its share of the tour
    profit = 0
    worst = 0
    for bottles in crates:
        earned = bottles * 8 - (distance * 3 + crew * 40 + season * season - 2 * crew * distance)
        again = bottles * 15 - (distance * 3 + crew * 40 + season * season - 2 * crew * distance)
        profit += earned
        if again < worst:
            worst = again

    # the depot takes a fee for every full pallet
    pallets = len(crates) // 40
    fee = pallets * (120 + 3 * season)
    return {
        "crates": len(crates),
        "small": sizes[6] + sizes[12],
        "profit": profit,
        "worst": worst,
        "fee": fee,
    }


def tour(rng: random.Random, crates: int) -> list[int]:
    """Bottles in each crate."""
    return [rng.randrange(1, 25) for _ in range(crates)]


def main() -> None:
    rng = random.Random(83)
    crates = tour(rng, 90_000)
    for season in range(1, 5):
        for crew in (1, 2, 3):
            result = settle(crates, rng.randrange(5, 30), crew, season)
            print(season, crew, result)
    print(settle([], 1, 1, 1))


if __name__ == "__main__":
    main()
