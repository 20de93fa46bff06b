# SPDX-License-Identifier: Apache-2.0
# stays: accumulate-slices-sum: the maximum before the first element does not exist and raises
"""Find days on which it was warmer than on all days before; the first day has none before it."""

import random


def records(degrees, first):
    """Days from `first` on that are warmer than all before."""
    found = []
    for day in range(len(degrees)):
        if day < first:
            continue
        if degrees[day] > max(degrees[:day]):
            found.append(day)
    return found


def main():
    for station in range(6):
        rng = random.Random(station)
        degrees = [rng.randrange(-90, 300) + day // 40 for day in range(5_000)]
        found = records(degrees, 1)
        try:
            records(degrees[:3], 0)
            outcome = "no complaint"
        except ValueError:
            outcome = "the first day has no days before it"
        print(station, len(found), found[-3:], outcome)


if __name__ == "__main__":
    main()
