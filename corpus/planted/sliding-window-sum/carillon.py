# SPDX-License-Identifier: Apache-2.0
# planted: sliding-window-sum in Carillon.bars
"""Where could the bar lines of an old song be? The notes have lengths, but no bars.

A stretch of notes fills a bar if its lengths add up to the length of the bar.
"""

import random


class Carillon:
    """Bells, and the songs that were written down for them."""

    def __init__(self, tower):
        self.tower = tower
        self.asked = 0

    def bars(self, lengths, bar):
        """All (first, behind last) of notes that fill a bar."""
        found = []
        for first in range(len(lengths)):
            for behind in range(first + 1, len(lengths) + 1):
                if sum(lengths[first:behind]) == bar:
                    found.append((first, behind))
        return found

    def chains(self, lengths, bar):
        """Bars that another bar follows at once."""
        self.asked += 1
        found = self.bars(lengths, bar)
        starts = {first for first, _ in found}
        return [pair for pair in found if pair[1] in starts]

    def strokes(self, lengths):
        """How often the heavy bell is struck: with every long note."""
        return sum([1 for length in lengths if length > 8])

    def duration(self, lengths):
        """Length of a whole song."""
        return sum(lengths)


def song(rng, notes):
    """Lengths of notes in sixteenths."""
    return [rng.choice((1, 2, 2, 4, 4, 4, 8, 12)) for _ in range(notes)]


def main():
    rng = random.Random(1510)
    carillon = Carillon("Oudenaarde")
    for notes in (280, 310, 340):
        lengths = song(rng, notes)
        for bar in (12, 16, 48):
            chains = carillon.chains(lengths, bar)
            print(notes, bar, len(chains), chains[:2])
        print(carillon.duration(lengths), carillon.strokes(lengths), carillon.asked)


if __name__ == "__main__":
    main()
