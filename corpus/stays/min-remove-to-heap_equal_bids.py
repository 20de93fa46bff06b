# SPDX-License-Identifier: Apache-2.0
# stays: min-remove-to-heap: equal bids are told apart, and the earliest of them must win
"""Award contracts to the lowest bids; of equal bids the one that came first wins."""

import random


class Bid:
    """A bid of a company; only the sum is compared."""

    def __init__(self, company, euros):
        self.company = company
        self.euros = euros

    def __lt__(self, other):
        return self.euros < other.euros

    def __eq__(self, other):
        return self.euros == other.euros


def award(bids):
    """Companies in the order in which they get their contracts."""
    todo = list(bids)
    winners = []
    while todo:
        best = min(todo)
        todo.remove(best)
        winners.append(best.company)
    return winners


def main():
    for city in range(5):
        rng = random.Random(city)
        bids = [Bid(company, rng.randrange(100, 140)) for company in range(1_500)]
        winners = award(bids)
        print(city, winners[:8], sum(place * company for place, company in enumerate(winners)))


if __name__ == "__main__":
    main()
