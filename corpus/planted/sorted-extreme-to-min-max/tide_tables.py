# SPDX-License-Identifier: Apache-2.0
# planted: sorted-extreme-to-min-max in Harbour.highest
"""High waters of harbours, from gauges that report in centimetres."""

import random


class Harbour:
    """A gauge and the height of the quay."""

    def __init__(self, name, quay):
        self.name = name
        self.quay = quay
        self.levels = []
        self.floods = 0

    def report(self, level):
        self.levels.append(level)

    def highest(self, levels):
        """The highest of some levels."""
        if len(levels) == 0:
            return None
        return sorted(levels)[-1]

    def median(self):
        """The level that half of the reports do not reach."""
        ordered = sorted(self.levels)
        return ordered[len(ordered) // 2]

    def months(self, length):
        """The highest level of each month; counts floods."""
        tops = []
        for start in range(0, len(self.levels), length):
            top = self.highest(self.levels[start:start + length])
            if top > self.quay:
                self.floods += 1
            tops.append(top)
        return tops


def tides(rng, count):
    """Levels with a storm now and then."""
    levels = []
    surge = 0
    for _ in range(count):
        surge = rng.randrange(60, 250) if rng.random() < 0.001 else surge * 9 // 10
        levels.append(int(rng.gauss(480, 90)) + surge)
    return levels


def main():
    rng = random.Random(1953)
    for name, quay in (("Vlissingen", 760), ("Esbjerg", 830)):
        harbour = Harbour(name, quay)
        for level in tides(rng, 140_000):
            harbour.report(level)
        for length in (700, 2_800, 10_000, 50_000):
            for _ in range(3):
                tops = harbour.months(length)
            print(name, length, len(tops), tops[:3], harbour.floods)
        print(name, harbour.median(), harbour.highest(harbour.levels), harbour.highest([]))


if __name__ == "__main__":
    main()
