# SPDX-License-Identifier: Apache-2.0
"""Delivery tour of one van: nearest neighbour start, 2-opt, then or-opt."""
from math import sqrt
from typing import NamedTuple


class Stop(NamedTuple):
    name: str
    x: float
    y: float
    minutes: int


def km(a, b):
    return sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2)


def tour_km(tour):
    """Length of the closed tour."""
    total = 0.0
    for i in range(len(tour)):
        total += km(tour[i], tour[(i + 1) % len(tour)])
    return total


def nearest_neighbour(depot, stops):
    tour = [depot]
    left = list(stops)
    while left:
        left.sort(key=lambda s: km(tour[-1], s))
        tour.append(left.pop(0))
    return tour


def two_opt(tour):
    """Turn round parts of the tour while that makes it shorter; the depot stays first."""
    best = list(tour)
    improved = True
    while improved:
        improved = False
        for i in range(1, len(best) - 1):
            for j in range(i + 1, len(best)):
                candidate = best[:i] + best[i:j + 1][::-1] + best[j + 1:]
                if tour_km(candidate) < tour_km(best) - 1e-9:
                    best = candidate
                    improved = True
    return best


def or_opt(tour):
    """Move single stops to the place where they cost least."""
    best = list(tour)
    for stop in list(best[1:]):
        without = [s for s in best if s is not stop]
        places = [without[:i] + [stop] + without[i:] for i in range(1, len(without) + 1)]
        best = min([best] + places, key=tour_km)
    return best


def arrivals(tour, start_minute, km_per_minute):
    """(name, minute of arrival) for every stop after the depot."""
    times = []
    for k in range(1, len(tour)):
        driven = sum(km(a, b) for a, b in zip(tour[:k], tour[1:k + 1]))
        worked = sum(stop.minutes for stop in tour[1:k])
        times.append((tour[k].name, round(start_minute + driven / km_per_minute + worked)))
    return times


def sheet(tour, times):
    when = dict(times)
    rows = []
    for number, stop in enumerate(tour[1:], start=1):
        minute = when[stop.name]
        rows.append(f"{number:3d}. {minute // 60:02d}:{minute % 60:02d} {stop.name} ({stop.minutes} min)")
    return rows


def shifts(tour, times, longest):
    """Names of the stops cut into shifts; a shift ends before it gets too long.

    The length of a shift is counted from the arrival at its first stop to the
    end of the work at its last one.
    """
    work = {stop.name: stop.minutes for stop in tour}
    result = []
    begin = None
    for name, minute in times:
        if begin is None or minute + work[name] - begin > longest:
            result.append([])
            begin = minute
        result[-1] = result[-1] + [name]
    return result
