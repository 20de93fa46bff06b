# SPDX-License-Identifier: Apache-2.0
# planted: sum-lists-to-chain in make_survey.<locals>.all_legs
"""Survey a cave: teams measure legs from point to point, and a map needs all of them."""

import random
from functools import reduce


def make_survey(trips):
    """Functions over the trips of all teams; a trip is a list of (from, to, centimetres)."""

    def all_legs():
        """The legs of all trips, in the order of the trips."""
        return reduce(lambda legs, trip: legs + trip, trips, [])

    def deepest_team():
        """Number of the trip with most legs, the first of equals."""
        best = 0
        for number, trip in enumerate(trips):
            if len(trip) > len(trips[best]):
                best = number
        return best

    def centimetres():
        """Length of everything."""
        return sum(length for trip in trips for _, _, length in trip)

    return all_legs, deepest_team, centimetres


def junctions(legs):
    """Points where three or more legs meet."""
    meets = {}
    for start, end, _ in legs:
        meets[start] = meets.get(start, 0) + 1
        meets[end] = meets.get(end, 0) + 1
    return sum(1 for count in meets.values() if count > 2)


def sample_trips(seed, count):
    """Made-up trips."""
    rng = random.Random(seed)
    point = 1
    trips = []
    for _ in range(count):
        here = rng.randrange(point)
        trip = []
        for _ in range(rng.randrange(1, 7)):
            trip.append((here, point, rng.randrange(80, 1_500)))
            here = point
            point += 1
        trips.append(trip)
    return trips


def main():
    for cave in range(4):
        trips = sample_trips(cave, 8_000)
        all_legs, deepest_team, centimetres = make_survey(trips)
        legs = all_legs()
        print(cave, len(legs), junctions(legs), deepest_team(), centimetres(), legs[-1])


if __name__ == "__main__":
    main()
