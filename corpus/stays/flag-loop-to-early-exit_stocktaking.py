# SPDX-License-Identifier: Apache-2.0
# stays: flag-loop-to-early-exit: looking at a shelf counts it
"""Stocktaking in a hardware store.

The inspector walks all shelves and says whether anything ran out. Looking at a shelf
also writes its count into the book, which the tax office wants complete.
"""

import random


class Shelf:
    """A shelf that notes each time that somebody counted it."""

    book = []

    def __init__(self, label, pieces):
        self.label = label
        self.pieces = pieces

    @property
    def empty(self):
        """Counts the pieces and notes them."""
        Shelf.book.append((self.label, self.pieces))
        return self.pieces == 0


def anything_missing(shelves):
    """Whether a shelf is empty."""
    missing = False
    for shelf in shelves:
        if shelf.empty:
            missing = True
    return missing


def sell(rng, shelves, count):
    """Customers take what is there."""
    for _ in range(count):
        shelf = rng.choice(shelves)
        if shelf.pieces:
            shelf.pieces -= 1


def main():
    rng = random.Random(55)
    shelves = [Shelf("S%03d" % number, rng.randrange(3, 200)) for number in range(400)]
    for week in range(300):
        sell(rng, shelves, 90)
        missing = anything_missing(shelves)
        if week % 60 == 0:
            print(week, missing, len(Shelf.book), Shelf.book[-1])
    print(len(Shelf.book), sum(pieces for _, pieces in Shelf.book))


if __name__ == "__main__":
    main()
