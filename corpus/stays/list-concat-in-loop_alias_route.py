# SPDX-License-Identifier: Apache-2.0
# stays: list-concat-in-loop: another name holds the list as it was at the start of each leg
"""Plan a hike in legs; at the end the part before the last rest is printed too."""

import random


def hike(steps, rest_at):
    """The whole route, and the route as it was at the last rest."""
    route = [0]
    at_rest = route
    for number, step in enumerate(steps):
        if number % rest_at == 0:
            at_rest = route
        route = route + [route[-1] + step]
    return route, at_rest


def main():
    for tour in range(3):
        rng = random.Random(tour)
        steps = [rng.randrange(-2, 4) for _ in range(6_000)]
        route, at_rest = hike(steps, 700)
        print(tour, len(route), len(at_rest), route[-1], at_rest[-1])


if __name__ == "__main__":
    main()
