# SPDX-License-Identifier: Apache-2.0
# planted: linear-search-in-sorted-to-bisect in Cohort.standing
"""Standing of pupils within all that sat an exam.

A cohort keeps the points of everybody by subject. A report card shows how many
per cent of the cohort did worse, and how many did better.
"""

import random


class Cohort:
    """Points of one year, by subject."""

    def __init__(self, year):
        self.year = year
        self.subjects = {}

    def add(self, subject, points):
        self.subjects.setdefault(subject, []).append(points)

    def best(self, subject):
        return max(self.subjects[subject])

    def standing(self, points, pupils):
        """Pairs of (worse, better) in per cent, one for each pupil."""
        ordered = sorted(points)
        count = len(ordered)
        result = []
        for own in pupils:
            worse = sum(1 for other in ordered if other < own)
            better = sum(1 for other in ordered if other > own)
            result.append((100 * worse // count, 100 * better // count))
        return result

    def cards(self, subject, pupils):
        """One line for each pupil."""
        points = self.subjects[subject]
        lines = []
        for own, (worse, better) in zip(pupils, self.standing(points, pupils)):
            lines.append("%s %d: %d points, above %d%%, below %d%%"
                         % (subject, self.year, own, worse, better))
        return lines

    def passed(self, subject, limit):
        """How many reached a limit; asked once for each subject."""
        return sum(1 for points in self.subjects[subject] if points >= limit)


def main():
    rng = random.Random(7)
    cohort = Cohort(2023)
    for subject in ("maths", "latin", "physics"):
        for _ in range(3_000):
            cohort.add(subject, min(1000, max(0, int(rng.gauss(560, 170)))))
    for subject in ("maths", "latin", "physics"):
        pupils = cohort.subjects[subject][::6]
        lines = cohort.cards(subject, pupils + [0, 1000] + pupils[:150])
        print(lines[0], "|", lines[-1])
        print(subject, cohort.best(subject), cohort.passed(subject, 400), len(lines))


if __name__ == "__main__":
    main()
