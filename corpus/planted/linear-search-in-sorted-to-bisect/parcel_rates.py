# SPDX-License-Identifier: Apache-2.0
# planted: linear-search-in-sorted-to-bisect in make_rater.<locals>.rate_all
"""Price parcels by the weight step they fall in.

Carriers publish a set of weight steps in grams and a price for each step. A rater
is made for each carrier and answers for a whole van of parcels at a time.
"""

import random


def make_rater(name, steps, base):
    """A function that gives the price in cents for each weight of a list."""
    surcharge = len(name) % 4

    def rate_all(weights):
        limits = [int(step) for step in steps]
        limits.sort()
        prices = []
        for weight in weights:
            step = 0
            while step < len(limits) and limits[step] < weight:
                step += 1
            prices.append(base + 11 * step + surcharge)
        return prices

    def heaviest():
        return max(steps)

    rate_all.heaviest = heaviest
    return rate_all


def cheapest(raters, weights):
    """For each parcel the index of the carrier with the lowest price."""
    tables = [rater(weights) for rater in raters]
    winners = []
    for prices in zip(*tables):
        winners.append(prices.index(min(prices)))
    return winners


def tally(winners, names):
    """How many parcels each carrier gets."""
    counts = dict.fromkeys(names, 0)
    for winner in winners:
        counts[names[winner]] += 1
    return counts


def main():
    rng = random.Random(3)
    names = ["Falke", "Kestrel & Sons", "Milan"]
    raters = []
    for number, name in enumerate(names):
        steps = rng.sample(range(20, 31_500), 420)
        raters.append(make_rater(name, steps, 290 + 7 * number))
    for van in range(4):
        weights = [rng.randrange(10, 32_000) for _ in range(3_500)]
        winners = cheapest(raters, weights)
        print(van, tally(winners, names), winners[:6])
    print([rater.heaviest() for rater in raters])


if __name__ == "__main__":
    main()
