# SPDX-License-Identifier: Apache-2.0
# planted: running-extreme in Club.record_days
"""The record book of an athletics club, in centimetres."""

import random


class Club:
    """Throws of all members in the order in which they were made."""

    def __init__(self, name):
        self.name = name
        self.throws = {}

    def enter(self, event, marks):
        self.throws.setdefault(event, []).extend(marks)

    def record_days(self, marks):
        """Numbers of the throws that went further than all before."""
        days = [0]
        for i in range(1, len(marks)):
            if marks[i] > max(marks[:i]):
                days.append(i)
        return days

    def gaps(self, days):
        """How long each record stood."""
        return [later - earlier for earlier, later in zip(days, days[1:])]

    def opening(self, marks):
        """Best of the first three throws, for the programme."""
        return max(marks[:3])

    def book(self):
        """Lines of the record book."""
        lines = []
        for event in sorted(self.throws):
            marks = self.throws[event]
            days = self.record_days(marks)
            stood = self.gaps(days)
            lines.append("%s: %d records, the longest stood for %d throws, opened with %d, now %d"
                         % (event, len(days), max(stood, default=0), self.opening(marks),
                            marks[days[-1]]))
        return lines


def season(rng, throws, best):
    """Marks around a level that rises slowly."""
    return [int(rng.gauss(best + number // 40, 350)) for number in range(throws)]


def main():
    rng = random.Random(1896)
    club = Club("Olympia")
    for event, best in (("javelin", 5_200), ("discus", 4_100), ("hammer", 4_800), ("shot", 1_300)):
        for _ in range(4):
            club.enter(event, season(rng, 1_200, best))
    for line in club.book():
        print(line)


if __name__ == "__main__":
    main()
