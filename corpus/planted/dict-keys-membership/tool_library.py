# SPDX-License-Identifier: Apache-2.0
# planted: dict-keys-membership in ToolLibrary.lend
"""A library of things: people borrow drills, ladders and tents by number."""

import random


class ToolLibrary:
    """Loans by number of the thing."""

    def __init__(self):
        self.waiting = []
        self.days = 0

    def lend(self, loans, wishes, today):
        """Lend what is there; returns how many wishes were met."""
        met = 0
        for thing, person in wishes:
            if thing not in list(loans):
                loans[thing] = (person, today)
                met += 1
            else:
                self.waiting.append((thing, person))
        return met

    def give_back(self, loans, today, longest):
        """Everything that was lent for too long comes back."""
        back = 0
        for thing in list(loans):
            person, since = loans[thing]
            if today - since >= longest:
                del loans[thing]
                back += 1
        return back

    def busiest(self, loans):
        """The person with most loans."""
        counts = {}
        for person, _ in loans.values():
            counts[person] = counts.get(person, 0) + 1
        return max(sorted(counts), key=lambda person: counts[person])


def wishes_of(rng, count, things):
    """Pairs of (thing, person)."""
    return [(rng.randrange(things), "person %02d" % rng.randrange(60)) for _ in range(count)]


def main():
    rng = random.Random(66)
    library = ToolLibrary()
    loans = {}
    for today in range(80):
        met = library.lend(loans, wishes_of(rng, 320, 4_000), today)
        back = library.give_back(loans, today, 9)
        if today % 16 == 0:
            print(today, met, back, len(loans), library.busiest(loans))
    print(len(library.waiting), library.waiting[:2])


if __name__ == "__main__":
    main()
