# SPDX-License-Identifier: Apache-2.0
# stays: append-loop-to-list: the loop's last element is used behind the loop
"""Names of a family along one line, from the youngest back to the eldest.

The last one that was reached is the founder, whose name is printed on the cover; when
nobody is known the cover keeps the name of the one who asked.
"""

import random


def line(mothers, person):
    """(names of the line, founder)."""
    names = []
    ancestor = person
    for ancestor in walk(mothers, person):
        names.append(ancestor)
    return names, ancestor


def walk(mothers, person):
    """Yield the mother, her mother, and so on."""
    while person in mothers:
        person = mothers[person]
        yield person


def longest(mothers, people):
    """Founder of the longest line, and its length."""
    best, founder = -1, None
    for person in people:
        names, first = line(mothers, person)
        if len(names) > best:
            best, founder = len(names), first
    return founder, best


def village(rng, count):
    """Mothers by child; the first people have none that is known."""
    mothers = {}
    for number in range(20, count):
        if rng.random() < 0.98:
            mothers["p%d" % number] = "p%d" % rng.randrange(max(0, number - 60), number)
    return mothers


def main():
    rng = random.Random(1620)
    for place in ("dale", "moor", "fen"):
        mothers = village(rng, 2_500)
        people = ["p%d" % number for number in range(0, 2_500)]
        print(place, longest(mothers, people), line(mothers, "p3"), line(mothers, "p2499")[1])


if __name__ == "__main__":
    main()
