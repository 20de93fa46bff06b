# SPDX-License-Identifier: Apache-2.0
# stays: repeated-pure-call-to-local: it reads rates that change between the two calls
"""An exchange office whose rate moves with every deal.

The customer is shown what the money is worth, takes the deal, and the change is paid
out at the rate that holds after the deal.
"""

import random
from typing import List

rates = {"crowns": 1_000, "deals": 0}


def worth(cents: int) -> int:
    """What cents are worth at the present rate."""
    value = cents * rates["crowns"] // 1_000
    while value > 10_000_000:
        value //= 10
    return value


def settle(cents: int) -> None:
    """A deal moves the rate."""
    rates["deals"] += 1
    rates["crowns"] = 800 + (rates["crowns"] * 7 + cents) % 401


def exchange(amounts: List[int], least: int) -> List[int]:
    """What is paid out for each amount; small ones are sent away."""
    paid = []
    for cents in amounts:
        if worth(cents) < least:
            continue
        settle(cents)
        paid.append(worth(cents))
    return paid


def queue(rng: random.Random, count: int) -> List[int]:
    """Amounts of those who wait."""
    return [rng.randrange(500, 90_000) for _ in range(count)]


def main() -> None:
    rng = random.Random(87)
    for day in range(8):
        paid = exchange(queue(rng, 40_000), 2_000)
        print(day, len(paid), sum(paid), paid[:4], rates["crowns"])
    print(rates["deals"])


if __name__ == "__main__":
    main()
