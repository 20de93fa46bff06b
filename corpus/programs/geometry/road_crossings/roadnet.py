# SPDX-License-Identifier: Apache-2.0
from fractions import Fraction
from typing import NamedTuple


class Node(NamedTuple):
    x: int
    y: int


class Piece(NamedTuple):
    road: str
    start: Node
    end: Node


def pieces_of(road, line):
    nodes = [Node(*p) for p in line]
    return [Piece(road, a, b) for a, b in zip(nodes, nodes[1:]) if a != b]


def meet(p, q):
    """Exact crossing point of two pieces, None when they miss each other.

    Parallel pieces have no crossing, even when one lies on the other.
    """
    rx, ry = p.end.x - p.start.x, p.end.y - p.start.y
    sx, sy = q.end.x - q.start.x, q.end.y - q.start.y
    dx, dy = q.start.x - p.start.x, q.start.y - p.start.y
    try:
        t = Fraction(dx * sy - dy * sx, rx * sy - ry * sx)
        u = Fraction(dx * ry - dy * rx, rx * sy - ry * sx)
    except ZeroDivisionError:
        return None
    if 0 <= t <= 1 and 0 <= u <= 1:
        return (p.start.x + t * rx, p.start.y + t * ry)
    return None


class Network:
    def __init__(self):
        self._roads = []

    def add(self, name, line):
        if name in [r[0] for r in self._roads]:
            raise ValueError("road %s is already there" % name)
        self._roads.append((name, list(line)))

    def names(self):
        return sorted(r[0] for r in self._roads)

    def line(self, name):
        for road, line in self._roads:
            if road == name:
                return list(line)
        raise KeyError(name)

    def crossings(self):
        """(point, road, road) for every two roads that cross, in name order."""
        found = []
        for first in self.names():
            for second in self.names():
                if first >= second:
                    continue
                for p in pieces_of(first, self.line(first)):
                    for q in pieces_of(second, self.line(second)):
                        point = meet(p, q)
                        if point is not None and (point, first, second) not in found:
                            found.append((point, first, second))
        return found


def junctions(crossings, radius):
    """Crossings closer than the radius to the first one of a junction belong to it."""
    groups = []
    for point, first, second in crossings:
        for group in groups:
            gx, gy = group["at"]
            if abs(gx - point[0]) <= radius and abs(gy - point[1]) <= radius:
                group["roads"] |= {first, second}
                break
        else:
            groups.append({"at": point, "roads": {first, second}})
    return groups


def busiest(groups):
    ranked = sorted(groups, key=lambda g: (-len(g["roads"]), g["at"]))
    return ranked[0] if ranked else None


def degree_table(names, crossings):
    rows = []
    for name in names:
        count = 0
        for _, first, second in crossings:
            if first == name or second == name:
                count += 1
        rows.append((name, count))
    return rows
