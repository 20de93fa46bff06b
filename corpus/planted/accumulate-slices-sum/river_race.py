# SPDX-License-Identifier: Apache-2.0
# planted: accumulate-slices-sum in Race.standings
"""A rowing league: points over a long season, and when a crew had its best time."""

import random


class Race:
    """Points of a crew, race by race."""

    def __init__(self, crew, points):
        self.crew = crew
        self.points = points

    def standings(self, par):
        """Races after which the crew is ahead of par, with the points so far."""
        points = self.points
        ahead = []
        for number, won in enumerate(points):
            so_far = sum(points[:number + 1])
            if won == 0:
                continue
            if so_far > par * (number + 1):
                ahead.append((number, so_far))
        return ahead

    def last_month(self, races):
        """Points of the last races."""
        return sum(self.points[-races:])

    def best(self):
        """The race with most points, the first of equals."""
        return self.points.index(max(self.points))


def streak(numbers):
    """The longest run of races one after the other."""
    longest = run = 0
    before = None
    for number, _ in numbers:
        run = run + 1 if before is not None and number == before + 1 else 1
        longest = max(longest, run)
        before = number
    return longest


def sample_race(seed, races):
    """A made-up season."""
    rng = random.Random(seed)
    skill = rng.randrange(8, 14)
    return Race("crew-%d" % seed, [max(0, rng.randrange(-3, skill * 2)) for _ in range(races)])


def main():
    for seed in range(6):
        race = sample_race(seed, 7_600)
        ahead = race.standings(9)
        print(race.crew, len(ahead), streak(ahead), race.last_month(30), race.best(), ahead[-1:])


if __name__ == "__main__":
    main()
