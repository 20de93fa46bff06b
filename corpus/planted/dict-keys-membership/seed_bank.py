# SPDX-License-Identifier: Apache-2.0
# planted: dict-keys-membership in SeedBank.missing
"""Compare the stock of a seed bank with the wishes of botanical gardens."""

import random


class SeedBank:
    """Grams of seeds by name of the plant."""

    def __init__(self, place):
        self.place = place
        self.asked = 0

    def missing(self, stock, wishes):
        """Wishes that cannot be met, in the order in which they came."""
        return [name for name in wishes if name not in set(stock.keys())]

    def give(self, stock, wishes, grams):
        """Take grams out of the stock for each wish that can be met."""
        given = 0
        for name in wishes:
            left = stock.get(name, 0)
            if left >= grams:
                stock[name] = left - grams
                given += grams
        self.asked += len(wishes)
        return given

    def common(self, stock, other):
        """How many plants two banks have in common; one set is enough for that."""
        names = set(stock.keys())
        return sum(1 for name in other if name in names)


def collect(rng, count, plants):
    """Stock of a bank."""
    return {"plant %04d" % rng.randrange(plants): rng.randrange(5, 90) for _ in range(count)}


def wish_list(rng, count, plants):
    """Names that a garden asks for."""
    return ["plant %04d" % rng.randrange(plants) for _ in range(count)]


def main():
    rng = random.Random(2008)
    banks = [(SeedBank(place), collect(rng, 1_400, 3_000)) for place in ("Ardingly", "Spitsbergen")]
    for bank, stock in banks:
        for garden in range(4):
            wishes = wish_list(rng, 2_500, 3_200)
            absent = bank.missing(stock, wishes)
            print(bank.place, garden, len(absent), absent[:2], bank.give(stock, wishes, 4))
    print(banks[0][0].common(banks[0][1], banks[1][1]), [bank.asked for bank, _ in banks])


if __name__ == "__main__":
    main()
