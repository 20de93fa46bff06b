# SPDX-License-Identifier: Apache-2.0
"""Back-room lots of perishable goods, issued first-expired first-out."""

from typing import NamedTuple


class Lot(NamedTuple):
    number: int
    sku: str
    units: int
    expires: int


class BackRoom:
    def __init__(self):
        self.lots = []
        self.waste = []

    def receive(self, lot):
        if lot.units <= 0:
            raise ValueError(f"lot {lot.number} is empty")
        self.lots.append(lot)
        self.lots.sort(key=lambda each: (each.expires, each.number))

    def on_hand(self, sku):
        total = 0
        for lot in self.lots:
            if lot.sku == sku:
                total += lot.units
        return total

    def take(self, sku, wanted):
        """Remove up to `wanted` units of an article; returns [(lot number, units)]."""
        picked = []
        for lot in list(self.lots):
            if lot.sku != sku:
                continue
            if wanted == 0:
                break
            used = min(wanted, lot.units)
            position = self.lots.index(lot)
            if used == lot.units:
                del self.lots[position]
            else:
                self.lots[position] = lot._replace(units=lot.units - used)
            picked.append((lot.number, used))
            wanted -= used
        return picked

    def write_off(self, today):
        """Move everything that expired before `today` to the waste record."""
        gone = 0
        while self.lots and self.lots[0].expires < today:
            lot = self.lots.pop(0)
            self.waste.append((today, lot))
            gone += lot.units
        return gone
