# SPDX-License-Identifier: Apache-2.0
# stays: running-extreme: comparing two elements changes them
"""An auction in which bidders grow tired of being compared.

Each comparison costs a bidder patience, and who has none left falls behind whatever the
bid was. The list of those who lead after each call is read out.
"""

import random
from typing import List


class Bidder:
    """A bid and the patience of the one who made it."""

    def __init__(self, bid: int, patience: int):
        self.bid = bid
        self.patience = patience

    def worth(self) -> int:
        """The bid, as long as there is patience."""
        self.patience -= 1
        return self.bid if self.patience > 0 else 0

    def __gt__(self, other: "Bidder") -> bool:
        return self.worth() > other.worth()


def leaders(bidders: List[Bidder]) -> List[Bidder]:
    """Who leads after each call."""
    return [max(bidders[:call + 1]) for call in range(len(bidders))]


def tired(bidders: List[Bidder]) -> int:
    """How many have no patience left."""
    return sum(1 for bidder in bidders if bidder.patience <= 0)


def hall(rng: random.Random, count: int) -> List[Bidder]:
    """Bidders in the order of their calls."""
    return [Bidder(100 + rng.randrange(30) + call, rng.randrange(20, 90)) for call in range(count)]


def main() -> None:
    rng = random.Random(1744)
    for lot in range(6):
        bidders = hall(rng, 420)
        led = leaders(bidders)
        bids = [bidder.bid for bidder in led]
        print(lot, bids[:6], bids[-3:], len(set(bids)), tired(bidders))


if __name__ == "__main__":
    main()
