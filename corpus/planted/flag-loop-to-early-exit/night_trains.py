# SPDX-License-Identifier: Apache-2.0
# planted: flag-loop-to-early-exit in Planner.has_gap
"""Find sleeping cars that have a free berth for the whole journey of a party."""

import random


class Planner:
    """Occupied berths by car: for each section of the line how many are taken."""

    def __init__(self, berths):
        self.berths = berths
        self.answers = {"yes": 0, "no": 0}

    def has_gap(self, taken, party, berths):
        """Whether a section of the line has room for the party."""
        gap = False
        for section, count in enumerate(taken):
            if section > 0 and count + party <= berths:
                gap = True
        return gap

    def fits(self, taken, party):
        """Whether all sections have room."""
        for count in taken:
            if count + party > self.berths:
                return False
        return True

    def ask(self, cars, parties):
        """Number of cars that could take each party at least for a part of the way."""
        numbers = []
        for party in parties:
            number = 0
            for taken in cars:
                if self.has_gap(taken, party, self.berths):
                    number += 1
            self.answers["yes" if number else "no"] += 1
            numbers.append(number)
        return numbers


def line(rng, cars, sections):
    """Occupied berths of all cars; the cars are full at the end of the line."""
    out = []
    for _ in range(cars):
        out.append([min(36, rng.randrange(20, 37) + at * 18 // sections) for at in range(sections)])
    return out


def main():
    rng = random.Random(1883)
    planner = Planner(36)
    for month in ("June", "July", "August"):
        cars = line(rng, 60, 240)
        parties = [rng.randrange(1, 13) for _ in range(360)]
        numbers = planner.ask(cars, parties)
        print(month, numbers[:8], sum(numbers), sum(1 for car in cars if planner.fits(car, 1)))
    print(planner.answers)


if __name__ == "__main__":
    main()
