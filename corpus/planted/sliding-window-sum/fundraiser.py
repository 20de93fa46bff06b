# SPDX-License-Identifier: Apache-2.0
# planted: sliding-window-sum in review
"""Review of a fundraiser: best fortnights, plateaus and the donors who come back."""

import random


def review(gifts: list[tuple[int, str, int]], days: int) -> dict[str, object]:
    """Sum up gifts of (day, donor, cents)."""
    # cents by day, and donors who gave more than once
    daily: list[int] = [0] * days
    times: dict[str, int] = {}
    for day, donor, cents in gifts:
        daily[day] += cents
        times[donor] = times.get(donor, 0) + 1
    loyal = [donor for donor, count in times.items() if count > 9]

    # quarters are added up one after another
    quarters = []
    for first in range(0, days, 91):
        quarters.append(sum(daily[first:first + 91]))

    # averages over sixteen weeks
    span = 112
    averages = [sum(daily[i:i + span]) // span for i in range(len(daily) - span + 1)]

    # plateaus: stretches in which the average hardly moves
    plateaus = 0
    level = averages[0]
    length = 0
    for average in averages:
        if abs(average - level) < 90:
            length += 1
            if length == 7:
                plateaus += 1
        else:
            level, length = average, 0

    best = max(averages)
    return {
        "total": sum(daily),
        "loyal": len(loyal),
        "quarters": quarters[:3],
        "best": (averages.index(best), best),
        "plateaus": plateaus,
    }


def main() -> None:
    rng = random.Random(2)
    days = 40_000
    for town in ("Ely", "Wells", "Ripon", "Truro", "Exeter", "Durham", "York"):
        gifts = []
        for _ in range(6_000):
            donor = "%s-%d" % (town[:2], int(rng.triangular(0, 900, 0)))
            gifts.append((rng.randrange(days), donor, 100 * rng.randrange(1, 60)))
        print(town, review(gifts, days))


if __name__ == "__main__":
    main()
