# SPDX-License-Identifier: Apache-2.0
# stays: sum-lists-to-chain: the lists are of a subclass whose + adds place by place
"""Add up the rainfall of stations, month by month."""

import random


class Months(list):
    """Rain of the months; adding gives the sums of the months."""

    def __radd__(self, other):
        if not other:
            return Months(self)
        return Months(a + b for a, b in zip(other, self))

    def __add__(self, other):
        return Months(a + b for a, b in zip(self, other))


def total(stations):
    """Rain of all stations together."""
    return sum(stations, [])


def main():
    for region in range(5):
        rng = random.Random(region)
        stations = [Months(rng.randrange(90) for _ in range(12)) for _ in range(9_000)]
        rain = total(stations)
        print(region, len(rain), list(rain), sum(rain))


if __name__ == "__main__":
    main()
