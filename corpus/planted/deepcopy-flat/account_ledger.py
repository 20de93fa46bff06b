# SPDX-License-Identifier: Apache-2.0
# planted: deepcopy-flat in Ledger.book
"""A ledger that keeps the balance of all accounts at the end of each day."""

import random
from copy import deepcopy


class Ledger:
    """Balances in cents, and a snapshot of them for each day."""

    def __init__(self, names):
        self.balances = {name: 0 for name in names}
        self.days = []

    def book(self, transfers):
        """Book the transfers of a day; a day on which an account is overdrawn is undone."""
        balances = self.balances
        after = deepcopy(balances)
        for source, target, cents in transfers:
            after[source] = after[source] - cents
            after[target] = after[target] + cents
        if min(after.values()) < -500_000:
            return False
        self.days.append(after)
        self.balances = after
        return True

    def history(self, name):
        """Balances of an account, day by day."""
        return [day[name] for day in self.days]


def largest_change(values):
    """The largest change from one day to the next."""
    return max((abs(after - before) for before, after in zip(values, values[1:])), default=0)


def sample_transfers(rng, names, count):
    """Made-up transfers of a day."""
    return [(rng.choice(names), rng.choice(names), rng.randrange(100, 90_000)) for _ in range(count)]


def main():
    rng = random.Random(7)
    names = ["account-%04d" % number for number in range(1_200)]
    ledger = Ledger(names)
    undone = 0
    for _ in range(1_000):
        if not ledger.book(sample_transfers(rng, names, 20)):
            undone += 1
    for name in names[::400]:
        values = ledger.history(name)
        print(name, len(values), values[-1], largest_change(values))
    print(undone, sum(ledger.balances.values()), max(ledger.balances.values()))


if __name__ == "__main__":
    main()
