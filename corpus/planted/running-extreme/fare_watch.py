# SPDX-License-Identifier: Apache-2.0
# planted: running-extreme in cheapest_ahead
"""Would it have paid to wait with the booking?

For every route the fare of each day until departure is known afterwards. The program
tells how much those who booked on a day could have saved by waiting, and on how many
days waiting was a mistake.
"""

import random
from typing import List


def cheapest_ahead(fares: List[int]) -> List[int]:
    """For each day the lowest fare of that day and all later ones."""
    return [min(fares[day:]) for day in range(len(fares))]


def regrets(fares: List[int]) -> List[int]:
    """What somebody who booked on a day paid too much."""
    return [paid - low for paid, low in zip(fares, cheapest_ahead(fares))]


def right_days(fares: List[int]) -> int:
    """On how many days nothing cheaper was to come."""
    return regrets(fares).count(0)


def worst_day(fares: List[int]) -> int:
    """The day on which booking was the greatest mistake."""
    lost = regrets(fares)
    return lost.index(max(lost))


def lowest_of_month(fares: List[int]) -> int:
    """The lowest fare of the last thirty days."""
    return min(fares[-30:])


def history(rng: random.Random, days: int) -> List[int]:
    """Fares wander and climb towards the departure."""
    fare = 9_000
    fares = []
    for day in range(days):
        fare = max(2_000, fare + rng.randrange(-400, 402 + day * 4 // days))
        fares.append(fare)
    return fares


def main() -> None:
    rng = random.Random(17)
    for route in ("OSL-LIS", "TRD-ROM", "BGO-ATH"):
        fares = history(rng, 3_000)
        print(route, right_days(fares), worst_day(fares), lowest_of_month(fares))
        print(route, sum(regrets(fares)) // len(fares), fares[-1])


if __name__ == "__main__":
    main()
