# SPDX-License-Identifier: Apache-2.0
"""Perpetual inventory with lots: receipts, issues and valuation by FIFO."""
from collections import namedtuple
from decimal import ROUND_HALF_UP, Decimal

Movement = namedtuple("Movement", "day kind item pieces price")
CENT = Decimal("0.01")


class NegativeStock(Exception):
    pass


class Lot:
    def __init__(self, day, pieces, price):
        self.day = day
        self.pieces = pieces
        self.price = price


def parse_movement(row):
    """'12,in,bolt,400,0.12' or '13,out,bolt,25,'"""
    day, kind, item, pieces, price = row.split(",")
    if kind not in ("in", "out", "count"):
        raise ValueError("unknown movement " + kind)
    return Movement(int(day), kind, item, int(pieces), Decimal(price) if price else None)


class Ledger:
    def __init__(self):
        self.lots = {}
        self.history = []

    def quantity(self, item):
        return sum([lot.pieces for lot in self.lots.get(item, [])])

    def value(self, item):
        total = Decimal(0)
        for lot in self.lots.get(item, []):
            total += (lot.price * lot.pieces).quantize(CENT, rounding=ROUND_HALF_UP)
        return total

    def post(self, movement):
        """Returns the cost of an issue; 0 for a receipt; the correction for a count."""
        self.history = self.history + [movement]
        if movement.kind == "in":
            self.lots.setdefault(movement.item, []).append(Lot(movement.day, movement.pieces, movement.price))
            return Decimal(0)
        if movement.kind == "count":
            return self.recount(movement)
        return self.issue(movement.item, movement.pieces)

    def issue(self, item, pieces):
        if self.quantity(item) < pieces:
            raise NegativeStock("%s: %d wanted, %d there" % (item, pieces, self.quantity(item)))
        cost = Decimal(0)
        lots = self.lots[item]
        for _ in range(pieces):
            cost += lots[0].price
            lots[0].pieces -= 1
            if lots[0].pieces == 0:
                lots.pop(0)
        return cost.quantize(CENT, rounding=ROUND_HALF_UP)

    def recount(self, movement):
        missing = self.quantity(movement.item) - movement.pieces
        if missing >= 0:
            return self.issue(movement.item, missing)
        last = self.lots[movement.item][-1]
        last.pieces -= missing
        return (missing * last.price).quantize(CENT, rounding=ROUND_HALF_UP)

    def turnover(self, item, first, last):
        """Pieces issued from the first to the last day."""
        return sum(m.pieces for m in self.history if m.item == item and m.kind == "out" and first <= m.day <= last)

    def oldest(self, day):
        """(item, age in days) of the oldest lot of each item, oldest first."""
        ages = []
        for item in sorted(self.lots):
            if self.lots[item]:
                ages.append((item, max(day - lot.day for lot in self.lots[item])))
        return sorted(ages, key=lambda pair: -pair[1])


def abc_classes(ledger):
    """A for items up to 70% of the value, B up to 90%, C for the rest."""
    items = sorted(ledger.lots, key=lambda item: -ledger.value(item))
    classes = {}
    for place, item in enumerate(items):
        before = sum(ledger.value(i) for i in items[:place])
        total = sum(ledger.value(i) for i in items)
        share = before / total if total else Decimal(1)
        classes[item] = "A" if share < Decimal("0.7") else "B" if share < Decimal("0.9") else "C"
    return classes
