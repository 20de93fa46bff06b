# SPDX-License-Identifier: Apache-2.0
# planted: min-remove-to-heap in Company.drive
"""A taxi company serves the calls of a night; the taxi that is free first takes the next call."""

import random


class Company:
    """Taxis with a number, and what they earned."""

    def __init__(self, taxis):
        self.taxis = taxis
        self.earned = {number: 0 for number in range(taxis)}

    def fare(self, minutes):
        """Cents for a ride."""
        return 450 + 120 * minutes

    def drive(self, calls):
        """Minutes that each caller waits; calls are (minute, length of the ride)."""
        free = [(0, number) for number in range(self.taxis)]
        waits = []
        for minute, length in calls:
            when, taxi = min(free)
            free.remove((when, taxi))
            start = max(when, minute)
            waits.append(start - minute)
            self.earned[taxi] += self.fare(length)
            free.append((start + length + 4, taxi))
        return waits

    def poorest(self):
        """The taxi that earned least."""
        return min(self.earned, key=lambda number: (self.earned[number], number))


def percentile(values, per_cent):
    """The value below which so many per cent of the values lie."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * per_cent // 100)]


def sample_calls(seed, count, minutes):
    """Made-up calls in the order in which they come."""
    rng = random.Random(seed)
    calls = [(rng.randrange(minutes), rng.randrange(5, 50)) for _ in range(count)]
    calls.sort()
    return calls


def main():
    for night in range(3):
        company = Company(800 + 60 * night)
        waits = company.drive(sample_calls(night, 12_000, 420))
        print(night, sum(waits), [percentile(waits, share) for share in (50, 90, 99)],
              company.poorest(), max(company.earned.values()))


if __name__ == "__main__":
    main()
