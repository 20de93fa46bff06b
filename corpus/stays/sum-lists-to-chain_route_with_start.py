# SPDX-License-Identifier: Apache-2.0
# stays: sum-lists-to-chain: the start is a list that holds the depot, and pieces are put before
"""Join delivery rounds backwards, so that the last round comes first and the depot last."""

import random
from functools import reduce


def joined(rounds, depot):
    """Stops of all rounds, the last round first."""
    return reduce(lambda stops, part: part + stops, rounds, [depot])


def main():
    for city in range(5):
        rng = random.Random(city)
        rounds = [[rng.randrange(9_999) for _ in range(rng.randrange(1, 7))] for _ in range(2_500)]
        stops = joined(rounds, 0)
        print(city, len(stops), stops[:4], stops[-3:], sum(place * stop for place, stop in enumerate(stops)))


if __name__ == "__main__":
    main()
