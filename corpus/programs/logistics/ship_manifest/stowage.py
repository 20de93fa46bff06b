# SPDX-License-Identifier: Apache-2.0
"""Stowage of containers on a feeder ship.

Positions are (bay, row, tier); tiers count from 1 at the bottom. Dangerous
goods of some classes must keep a distance from each other and from reefers.
"""
import math
from dataclasses import dataclass
from itertools import combinations


@dataclass(order=True)
class Box:
    number: str
    tons: float
    port: int
    imdg: str = ""
    reefer: bool = False


class StowageError(Exception):
    pass


SEGREGATION = {("1.4", "3"): 4.0, ("2.1", "5.1"): 3.0, ("3", "5.1"): 3.0, ("4.3", "8"): 2.0, ("2.1", "3"): 2.0}
BAY_STEP, ROW_STEP, TIER_STEP = 1.5, 0.6, 0.65
REEFER_DISTANCE = 1.6


def required_distance(first, second):
    if first.imdg and second.imdg:
        table = {}
        for (a, b), distance in SEGREGATION.items():
            table[(a, b)] = distance
            table[(b, a)] = distance
        return table.get((first.imdg, second.imdg), 0.0)
    if (first.imdg and second.reefer) or (second.imdg and first.reefer):
        return REEFER_DISTANCE
    return 0.0


class Ship:
    def __init__(self, bays, rows, tiers, stack_limit):
        self.bays = bays
        self.rows = rows
        self.tiers = tiers
        self.stack_limit = stack_limit
        self.cargo = {}

    def stack(self, bay, row):
        """Boxes of a stack from the bottom up."""
        found = [(tier, box) for (b, r, tier), box in self.cargo.items() if (b, r) == (bay, row)]
        found.sort(key=lambda pair: pair[0])
        return [box for _, box in found]

    def stack_tons(self, bay, row):
        return sum(box.tons for box in self.stack(bay, row))

    def fits(self, box, bay, row):
        below = self.stack(bay, row)
        if len(below) >= self.tiers or self.stack_tons(bay, row) + box.tons > self.stack_limit:
            return False
        if below and (below[-1].port < box.port or below[-1].tons + 4.0 < box.tons):
            return False
        spot = (bay, row, len(below) + 1)
        return not [o for p, o in self.cargo.items() if gap(spot, p) < required_distance(box, o)]

    def list_moment(self):
        """Heeling moment in ton-rows; positive to starboard."""
        middle = (self.rows - 1) / 2
        return sum(box.tons * (row - middle) for (_, row, _), box in self.cargo.items())

    def stow(self, box):
        options = []
        for bay in range(self.bays):
            for row in range(self.rows):
                if self.fits(box, bay, row):
                    middle = (self.rows - 1) / 2
                    heel = abs(self.list_moment() + box.tons * (row - middle))
                    options.append((heel, self.stack_tons(bay, row), bay, row))
        if not options:
            raise StowageError(box.number)
        options.sort()
        _, _, bay, row = options[0]
        self.cargo[(bay, row, len(self.stack(bay, row)) + 1)] = box
        return bay, row


def gap(p, q):
    return math.sqrt(
        ((p[0] - q[0]) * BAY_STEP) ** 2 + ((p[1] - q[1]) * ROW_STEP) ** 2 + ((p[2] - q[2]) * TIER_STEP) ** 2
    )


def violations(ship):
    """Pairs of box numbers that stand too close, in alphabetical order."""
    found = []
    for (p, first), (q, second) in combinations(sorted(ship.cargo.items()), 2):
        text = "%s / %s: %.2f" % (first.number, second.number, gap(p, q))
        if gap(p, q) < required_distance(first, second):
            found.append(text)
    return sorted(found)


def load_all(ship, boxes):
    """Far ports and heavy boxes go first; returns the boxes left on the quay."""
    left = []
    for box in sorted(boxes, key=lambda b: (-b.port, -b.tons, b.number)):
        try:
            ship.stow(box)
        except StowageError:
            left.append(box)
    return left


def by_port(ship):
    totals = {}
    for box in ship.cargo.values():
        count, tons = totals.get(box.port, (0, 0.0))
        totals[box.port] = (count + 1, tons + box.tons)
    return dict(sorted(totals.items()))
