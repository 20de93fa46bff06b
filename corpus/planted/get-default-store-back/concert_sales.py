# SPDX-License-Identifier: Apache-2.0
# planted: get-default-store-back in settle_night
"""Settle a night at a concert hall: tickets by price, drinks by bar, coats by number."""

import random


def settle_night(tickets, drinks, coats):
    """Lines for the book-keeper."""
    # tickets by price
    sold = {}
    for price in tickets:
        sold[price] = sold.get(price, 0) + 1

    # drinks by bar, and within a bar by kind
    bars = {}
    for bar, kind in drinks:
        counts = bars.get(bar, {})
        if kind in counts:
            counts[kind] += 1
        else:
            counts[kind] = 1
        bars[bar] = counts

    # coats that nobody fetched: numbers that occur once
    left = set()
    for number in coats:
        if number in left:
            left.remove(number)
        else:
            left.add(number)

    lines = ["tickets: %d for %d" % (len(tickets), sum(tickets))]
    for price in sorted(sold):
        lines.append("  %d x %d" % (sold[price], price))
    for bar in sorted(bars):
        counts = bars[bar]
        favourite = max(sorted(counts), key=lambda kind: counts[kind])
        lines.append("%s: %d drinks, mostly %s" % (bar, sum(counts.values()), favourite))
    lines.append("%d coats left" % len(left))
    return lines


def night(rng, guests):
    """What the tills recorded."""
    tickets = [rng.choice((2_000, 3_500, 5_000)) for _ in range(guests // 4)]
    bars = ["foyer", "balcony", "garden", "cellar"]
    kinds = ["water", "wine", "beer", "juice", "tea"]
    drinks = [(rng.choice(bars), rng.choice(kinds)) for _ in range(guests)]
    coats = [number for number in range(guests // 50)] + list(range(0, guests // 50, 3))
    return tickets, drinks, coats


def main():
    rng = random.Random(1913)
    for name in ("Ravel", "Webern", "Bartok"):
        tickets, drinks, coats = night(rng, 60_000)
        for evening in range(20):
            lines = settle_night(tickets[evening:], drinks[evening:], coats)
        for line in lines:
            print(name, line)


if __name__ == "__main__":
    main()
