# SPDX-License-Identifier: Apache-2.0
# planted: range-len-indexing in Choir.split
"""Divide the members of a choir into voices by their pitch in half tones."""

import random


class Choir:
    """A choir and where its voices part."""

    def __init__(self, name, alto, tenor):
        self.name = name
        self.alto = alto
        self.tenor = tenor
        self.auditions = 0

    def split(self, pitches, tenor, alto):
        """(basses, middle voices, sopranos) as sums of pitches."""
        bass = middle = top = 0
        for i in range(len(pitches)):
            if pitches[i] < tenor:
                bass += pitches[i]
            elif pitches[i] < alto:
                middle += pitches[i]
            else:
                top += pitches[i]
        return bass, middle, top

    def intervals(self, pitches):
        """Jumps between neighbours in the row."""
        jumps = 0
        for i in range(1, len(pitches)):
            if abs(pitches[i] - pitches[i - 1]) > 7:
                jumps += 1
        return jumps

    def audition(self, pitches):
        """One evening of singing."""
        self.auditions += 1
        return self.split(pitches, self.tenor, self.alto)


def singers(rng, count):
    """Pitches of those who come."""
    return [int(rng.gauss(60, 9)) for _ in range(count)]


def main():
    rng = random.Random(440)
    choirs = [Choir("St Mary's", 66, 54), Choir("Harmonia", 64, 52), Choir("Works Choir", 67, 56)]
    pitches = singers(rng, 30_000)
    for evening in range(210):
        choir = choirs[evening % 3]
        voices = choir.audition(pitches[evening * 5:])
        if evening % 35 == 0:
            print(evening, choir.name, voices, choir.intervals(pitches[:500]))
    print([choir.auditions for choir in choirs])


if __name__ == "__main__":
    main()
