# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-call in Photo.stretched
"""Stretch the grey levels of photographs and compare them."""

import random


class Photo:
    """A photograph as one row of grey levels."""

    def __init__(self, name, levels):
        self.name = name
        self.levels = levels

    def contrast(self):
        """Difference between the lightest and the darkest point."""
        return max(self.levels) - min(self.levels)

    def stretched(self, white):
        """Levels in which the lightest point is `white`."""
        levels = self.levels
        out = []
        for level in levels:
            if level == 0:
                out.append(0)
                continue
            out.append(level * white // max(levels))
        return out

    def darker_than(self, mark):
        """Points below a mark."""
        return sum(1 for level in self.levels if level < mark)


def histogram(levels, bins, white):
    """How many levels fall into each bin."""
    table = [0] * bins
    for level in levels:
        table[min(bins - 1, level * bins // (white + 1))] += 1
    return table


def difference(first, second):
    """How much two rows of levels differ."""
    return sum(abs(a - b) for a, b in zip(first, second))


def sample_photo(seed, points):
    """A made-up photograph."""
    rng = random.Random(seed)
    top = rng.randrange(90, 220)
    return Photo("photo-%d" % seed, [rng.randrange(top) for _ in range(points)])


def main():
    before = None
    for seed in range(5):
        photo = sample_photo(seed, 4_200)
        levels = photo.stretched(255)
        change = difference(before, levels) if before else 0
        print(photo.name, photo.contrast(), photo.darker_than(40), histogram(levels, 5, 255), change)
        before = levels


if __name__ == "__main__":
    main()
