# SPDX-License-Identifier: Apache-2.0
import re


class Slot:
    """A shelf place such as 'B-07-3': aisle, bay and level."""

    def __init__(self, code):
        match = re.fullmatch(r"([A-Z])-(\d{2})-(\d)", code)
        if match is None:
            raise ValueError("bad slot " + code)
        self.code = code
        self.aisle = ord(match.group(1)) - ord("A")
        self.bay = int(match.group(2))
        self.level = int(match.group(3))


def walk(a, b, bays=20):
    """Metres between two slots; aisles are left at the nearer end."""
    first, second = Slot(a), Slot(b)
    if first.aisle == second.aisle:
        return abs(first.bay - second.bay) * 2
    front = first.bay + second.bay
    back = (bays - first.bay) + (bays - second.bay)
    return min(front, back) * 2 + abs(first.aisle - second.aisle) * 5


def tour(slots, start="A-00-0"):
    """Visit the slots, always the nearest one next, and return; gives order and metres."""
    here = start
    left = list(slots)
    order, metres = [], 0
    while left:
        nearest = left[0]
        for slot in left:
            if walk(here, slot) < walk(here, nearest):
                nearest = slot
        metres += walk(here, nearest)
        left.remove(nearest)
        order.append(nearest)
        here = nearest
    return order, metres + walk(here, start)
