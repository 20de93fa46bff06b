# SPDX-License-Identifier: Apache-2.0
# planted: get-default-store-back in Yard.visits
"""Which wagons stood on which siding of a yard? Each wagon counts once."""

import random


class Yard:
    """Movements of a yard, by shift."""

    def __init__(self, name):
        self.name = name
        self.shifts = []

    def log(self, wagons, sidings):
        self.shifts.append((wagons, sidings))

    def visits(self, wagons, sidings):
        """Wagons of each siding, as sets."""
        stood = {}
        for wagon, siding in zip(wagons, sidings):
            seen = stood.get(siding, set())
            seen.add(wagon)
            stood[siding] = seen
        return stood

    def busiest(self, stood):
        """(siding, wagons) of the siding with most wagons."""
        best = None
        for siding in sorted(stood):
            if best is None or len(stood[siding]) > len(stood[best]):
                best = siding
        return best, len(stood[best])

    def lonely(self, stood):
        """Sidings with a single wagon."""
        return [siding for siding in sorted(stood) if len(stood[siding]) == 1]

    def report(self):
        """One line for each shift."""
        lines = []
        for wagons, sidings in self.shifts:
            stood = self.visits(wagons, sidings)
            lines.append((self.name, len(stood), self.busiest(stood), len(self.lonely(stood))))
        return lines


def shift(rng, moves):
    """Wagon numbers and sidings of a shift."""
    wagons = [rng.randrange(400) for _ in range(moves)]
    sidings = [rng.randrange(64) for _ in range(moves)]
    return wagons, sidings


def main():
    rng = random.Random(49)
    for name in ("east", "hump"):
        yard = Yard(name)
        for _ in range(4):
            yard.log(*shift(rng, 60_000))
        for _ in range(6):
            lines = yard.report()
        for line in lines:
            print(line)


if __name__ == "__main__":
    main()
