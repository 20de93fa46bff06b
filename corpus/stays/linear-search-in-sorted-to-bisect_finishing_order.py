# SPDX-License-Identifier: Apache-2.0
# stays: linear-search-in-sorted-to-bisect: the list is sorted from high to low
"""Places in a contest where more points are better.

Everybody gets the place behind all who have more points; a jury member's guess is
placed in the same way.
"""

import random


def places(points, guesses):
    """Place of each guess: how many of the ranking are above it, plus one."""
    ranking = sorted(points, reverse=True)
    result = []
    for guess in guesses:
        at = 0
        while at < len(ranking) and ranking[at] > guess:
            at += 1
        result.append(at + 1)
    return result


def below(points, guesses):
    """How many got less than each guess."""
    ranking = sorted(points, key=lambda one: (-(one // 10), one))
    counts = []
    for guess in guesses:
        counts.append(next((i for i, one in enumerate(ranking) if one <= guess), len(ranking)))
    return counts


def contest(rng, count):
    """Points of all who took part."""
    return [rng.randrange(500) for _ in range(count)]


def main():
    rng = random.Random(4)
    for event in ("vault", "beam", "floor", "rings"):
        points = contest(rng, 900)
        guesses = [rng.randrange(520) for _ in range(900)]
        found = places(points, guesses)
        first = below(points, guesses)
        print(event, found[:5], max(found), first[:5], sum(first))


if __name__ == "__main__":
    main()
