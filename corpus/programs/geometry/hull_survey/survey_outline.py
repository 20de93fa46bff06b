# SPDX-License-Identifier: Apache-2.0
"""Outline of a field survey: hull, perimeter, widest span and peeled layers.

Stakes are (east, north) pairs in whole centimetres, as the total station
writes them. The same stake is often shot more than once.
"""
import math


def unique_stakes(stakes):
    """Stakes in the order of their first shot, without the repeats."""
    seen = []
    for stake in stakes:
        if stake not in seen:
            seen.append(stake)
    return seen


def turn(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def half_hull(ordered):
    chain = []
    for stake in ordered:
        while len(chain) >= 2 and turn(chain[-2], chain[-1], stake) <= 0:
            chain.pop()
        chain.append(stake)
    return chain[:-1]


def hull(stakes):
    """Counter-clockwise hull, starting at the westernmost stake."""
    ordered = sorted(stakes)
    if len(ordered) < 3:
        return ordered
    lower = half_hull(ordered)
    upper = half_hull(list(reversed(ordered)))
    return lower + upper


def perimeter(ring):
    total = 0.0
    for i in range(len(ring)):
        a = ring[i]
        b = ring[(i + 1) % len(ring)]
        total += math.hypot(b[0] - a[0], b[1] - a[1])
    return total


def widest_span(stakes):
    """Squared length of the longest line between two stakes."""
    best = 0
    for i in range(len(stakes)):
        for j in range(i + 1, len(stakes)):
            dx = stakes[i][0] - stakes[j][0]
            dy = stakes[i][1] - stakes[j][1]
            d = dx * dx + dy * dy
            if d > best:
                best = d
    return best


def enclosing_box(ring):
    """Area of the smallest box that has a side along an edge of the ring."""
    best = None
    for i in range(len(ring)):
        a, b = ring[i], ring[(i + 1) % len(ring)]
        angle = math.atan2(b[1] - a[1], b[0] - a[0])
        us = [p[0] * math.cos(angle) + p[1] * math.sin(angle) for p in ring]
        vs = [p[1] * math.cos(angle) - p[0] * math.sin(angle) for p in ring]
        area = (max(us) - min(us)) * (max(vs) - min(vs))
        if best is None or area < best:
            best = area
    return best


def peel(stakes):
    """Hulls from the outermost to the innermost; each stake is in one of them."""
    layers = []
    remaining = list(stakes)
    while remaining:
        layer = hull(remaining)
        layers.append(layer)
        remaining = [p for p in remaining if p not in layer]
    return layers


def depth_of(layers, stake):
    for depth in range(len(layers)):
        if stake in layers[depth]:
            return depth
    raise KeyError(stake)
