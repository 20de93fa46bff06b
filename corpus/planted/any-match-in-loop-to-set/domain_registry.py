# SPDX-License-Identifier: Apache-2.0
# planted: any-match-in-loop-to-set in make_registry.<locals>.suggest
"""Suggest names for web sites that nobody has taken yet."""

import random


def make_registry(taken):
    """Functions of a registry; `taken` are pairs of (name, year)."""

    def suggest(words, how_many):
        """For each word the first free names with a number behind it."""
        offers = {}
        for word in words:
            found = []
            number = 1
            while len(found) < how_many:
                name = word + str(number)
                number += 1
                if not any(other == name for other, year in taken if year > 0):
                    found.append(name)
            offers[word] = found
        return offers

    def oldest():
        """The name that was registered first; deleted ones have the year 0."""
        return min((year, name) for name, year in taken if year > 0)

    return suggest, oldest


def longest(offers):
    """The longest name on offer; of equals the first in the alphabet."""
    names = [name for found in offers.values() for name in found]
    return min(names, key=lambda name: (-len(name), name))


def sample_taken(seed, words, count):
    """Made-up registrations."""
    rng = random.Random(seed)
    return [(rng.choice(words) + str(min(rng.randrange(1, 30), rng.randrange(1, 30))),
             rng.choice((0, 1998, 2004, 2013, 2021))) for _ in range(count)]


def main():
    rng = random.Random(6)
    syllables = ["ba", "lo", "mi", "tur", "zen", "pa", "ki"]
    words = ["".join(rng.choice(syllables) for _ in range(3)) for _ in range(230)]
    for year in range(4):
        taken = sample_taken(year, words, 2_600)
        suggest, oldest = make_registry(taken)
        offers = suggest(words, 6)
        print(year, len(offers), longest(offers), oldest(), offers[words[0]])


if __name__ == "__main__":
    main()
