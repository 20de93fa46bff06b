# SPDX-License-Identifier: Apache-2.0
# planted: generator-to-list in Workshop.table
"""Tables of lens grinders: curve and thickness for every angle of a lens."""

import random


class Workshop:
    """Settings of one workshop; keeps how many tables were made."""

    def __init__(self, name, radius):
        self.name = name
        self.radius = radius
        self.tables = 0

    def table(self, angles, radius):
        """A table that gives the thickness for an angle."""
        return dict((angle, angle * radius % 1_009) for angle in angles if angle % 3)

    def thickest(self, table):
        """(angle, thickness), the first of equals."""
        best = None
        for angle in table:
            if best is None or table[angle] > table[best]:
                best = angle
        return best, table[best]

    def order(self, angles):
        """One lens; only the ends of its table are kept."""
        table = self.table(angles, self.radius)
        self.tables += 1
        self.radius += 1
        last = angles[-1] if angles[-1] % 3 else angles[-2]
        return len(table), table[last]

    def __str__(self):
        return "%s: %d tables" % (self.name, self.tables)


def main():
    rng = random.Random(1608)
    for name in ("Middelburg", "Venice"):
        workshop = Workshop(name, rng.randrange(100, 900))
        angles = list(range(1, 1_800))
        checks = 0
        for lens in range(2_600):
            size, last = workshop.order(angles)
            checks = (checks * 3 + size + last) % 1_000_003
        print(workshop, checks, workshop.thickest(workshop.table(angles[:900], 77)))


if __name__ == "__main__":
    main()
