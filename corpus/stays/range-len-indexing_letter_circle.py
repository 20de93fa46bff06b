# SPDX-License-Identifier: Apache-2.0
# stays: range-len-indexing: the list grows in the loop, which counts its first length only
"""A letter that is passed on: who gets it writes to others, who wait for the next day.

On each day everybody who stood on the list in the morning writes; those who are added
in the course of the day do not write before the next one.
"""

import random


class Circle:
    """The people of a letter circle."""

    def __init__(self, names, limit):
        self.names = names
        self.limit = limit
        self.letters = 0

    def write(self, name):
        """Write a letter; some letters bring somebody new."""
        self.letters += 1
        if name % 3 == 0 and len(self.names) < self.limit:
            self.names.append(name * 5 % 10_007 + 1)


def day(names, limit):
    """Letters of a day, and a sum over those who wrote."""
    circle = Circle(names, limit)
    total = 0
    for i in range(len(names)):
        if names[i] > 10:
            total += names[i] % 100
        circle.write(names[i])
    return circle.letters, total


def history(first, days, limit):
    """(people, letters, sum) of each day."""
    names = list(first)
    rows = []
    for _ in range(days):
        letters, total = day(names, limit)
        rows.append((len(names), letters, total))
    return rows


def main():
    rng = random.Random(19)
    for town in ("Jena", "Weimar", "Halle"):
        first = [rng.randrange(1, 10_000) for _ in range(40)]
        rows = history(first, 44, 40_000)
        print(town, rows[:3], rows[-2:])


if __name__ == "__main__":
    main()
