# SPDX-License-Identifier: Apache-2.0
# planted: sort-in-loop in quickest_paths
"""Walking times from the valley to all huts, with the paths that lead there."""

import random


def quickest_paths(paths, start, closed):
    """Minutes to each hut, the number of closed paths met, and the farthest huts.

    `paths` maps a place to a list of (neighbour, minutes). Closed paths are pairs of places.
    """
    minutes_to = {}
    came_from = {}
    met_closed = 0
    longest_name = ""
    frontier = [(0, start, "")]
    while frontier:
        frontier.sort()
        minutes, place, before = frontier.pop(0)
        if place in minutes_to:
            continue
        minutes_to[place] = minutes
        came_from[place] = before
        if len(place) > len(longest_name):
            longest_name = place
        for other, walk in paths.get(place, ()):
            if (place, other) in closed:
                met_closed += 1
                continue
            if other not in minutes_to:
                frontier.append((minutes + walk, other, place))
    farthest = sorted(minutes_to, key=lambda place: (-minutes_to[place], place))[:3]
    route = []
    place = farthest[0]
    while place:
        route.append(place)
        place = came_from[place]
    route.reverse()
    summary = {"huts": len(minutes_to), "closed": met_closed, "steps": len(route)}
    return minutes_to, summary, farthest


def sample_paths(seed, huts):
    """Made-up huts with paths that lead to huts nearby and sometimes far away."""
    rng = random.Random(seed)
    paths = {}
    closed = set()
    for number in range(huts):
        here = "hut-%05d" % number
        for _ in range(12):
            there = "hut-%05d" % ((number + rng.randrange(1, huts // 3)) % huts)
            paths.setdefault(here, []).append((there, rng.randrange(10, 300)))
            if rng.random() < 0.02:
                closed.add((here, there))
    return paths, closed


def main():
    for area in range(3):
        paths, closed = sample_paths(area, 560)
        minutes_to, summary, farthest = quickest_paths(paths, "hut-00000", closed)
        print(area, sorted(summary.items()), sum(minutes_to.values()), farthest[:2])


if __name__ == "__main__":
    main()
