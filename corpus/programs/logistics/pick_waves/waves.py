# SPDX-License-Identifier: Apache-2.0
"""Picking waves: orders are bundled so that a wave fits on one trolley."""
from store_map import tour


class Stockout(Exception):
    def __init__(self, sku, missing):
        Exception.__init__(self, "%s: %d missing" % (sku, missing))
        self.sku = sku
        self.missing = missing


class Warehouse:
    def __init__(self, stock):
        # stock: list of [slot, sku, pieces]
        self.stock = stock

    def on_hand(self, sku):
        return sum([row[2] for row in self.stock if row[1] == sku])

    def take(self, sku, pieces):
        """Take from the fullest slots first; returns [(slot, pieces)]."""
        if self.on_hand(sku) < pieces:
            raise Stockout(sku, pieces - self.on_hand(sku))
        taken = []
        while pieces > 0:
            rows = [row for row in self.stock if row[1] == sku and row[2] > 0]
            rows.sort(key=lambda row: row[2], reverse=True)
            grab = min(pieces, rows[0][2])
            rows[0][2] -= grab
            taken.append((rows[0][0], grab))
            pieces -= grab
        return taken


def bundle(orders, places):
    """Split orders, oldest first, into waves of at most so many order lines."""
    waves = []
    for order in sorted(orders, key=lambda o: o["time"]):
        lines = len(order["lines"])
        if waves and sum(len(o["lines"]) for o in waves[-1]) + lines <= places:
            waves[-1].append(order)
        else:
            waves.append([order])
    return waves


def pick_list(warehouse, wave):
    """(slot -> pieces, short orders) for one wave."""
    picks = {}
    short = []
    for order in wave:
        try:
            for sku, pieces in order["lines"]:
                for slot, grab in warehouse.take(sku, pieces):
                    if slot in picks.keys():
                        picks[slot] += grab
                    else:
                        picks[slot] = grab
        except Stockout as gap:
            short.append((order["id"], gap.sku, gap.missing))
    return picks, short


def run_day(warehouse, orders, places=12):
    day = []
    for wave in bundle(orders, places):
        picks, short = pick_list(warehouse, wave)
        order, metres = tour(list(picks))
        day.append({"orders": [o["id"] for o in wave], "route": order, "metres": metres,
                    "pieces": sum(picks.values()), "short": short})
    return day
