# SPDX-License-Identifier: Apache-2.0
# planted: running-extreme in factsheet
"""The fact sheet of a fund: return, volatility and how deep it once fell."""

import random


def factsheet(name, csv):
    """Read closing prices "day,price" and give the lines of the sheet."""
    prices = []
    holidays = 0
    for row in csv.split("\n"):
        fields = row.split(",")
        if len(fields) < 2 or not fields[1]:
            holidays += 1
            continue
        prices.append(float(fields[1]))

    # daily moves in per cent
    moves = []
    for before, after in zip(prices, prices[1:]):
        moves.append(100 * (after - before) / before)
    mean = sum(moves) / len(moves)
    variance = sum((move - mean) * (move - mean) for move in moves) / len(moves)

    # how far below its best day before
    tops = [max(prices[:day + 1]) for day in range(len(prices))]
    depth = 0.0
    under = 0
    for price, top in zip(prices, tops):
        fall = 100 * (top - price) / top
        if fall > depth:
            depth = fall
        if price < top:
            under += 1

    # the last month by itself
    month = prices[-21:]
    swing = max(month) - min(month)

    return [
        "%s: %d days, %d without a price" % (name, len(prices), holidays),
        "return %.3f %%, volatility %.4f" % (100 * (prices[-1] / prices[0] - 1), variance ** 0.5),
        "deepest fall %.3f %%, %d days under water, swing %.2f" % (depth, under, swing),
    ]


def quotes(rng, days):
    """Rows of a random walk."""
    price = 100.0
    rows = []
    for day in range(days):
        price *= 1 + rng.gauss(0.0003, 0.01)
        rows.append("%d,%s" % (day, "" if rng.random() < 0.03 else "%.4f" % price))
    return "\n".join(rows)


def main():
    rng = random.Random(29)
    for name in ("Nordlicht", "Delta Plus", "Quiet Income", "Small Caps"):
        for line in factsheet(name, quotes(rng, 4_800)):
            print(line)


if __name__ == "__main__":
    main()
