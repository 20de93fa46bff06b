# SPDX-License-Identifier: Apache-2.0
"""Facings on the shop floor and their replenishment from the back room."""

from dataclasses import dataclass, field


@dataclass
class Facing:
    sku: str
    capacity: int
    minimum: int
    level: int = 0
    lost: int = 0
    history: list = field(default_factory=list)


class UnknownArticle(KeyError):
    pass


class Planogram:
    def __init__(self, facings):
        self.facings = list(facings)

    def facing_of(self, sku):
        for facing in self.facings:
            if facing.sku == sku:
                return facing
        raise UnknownArticle(sku)


class ShopFloor:
    PROMOTED_FACTORS = [1, 2, 3]

    def __init__(self, planogram, back_room):
        self.planogram = planogram
        self.back_room = back_room
        self.moves = []

    def sell(self, sku, units, factor=1):
        if factor not in self.PROMOTED_FACTORS:
            raise ValueError("unsupported promotion factor")
        facing = self.planogram.facing_of(sku)
        asked = units * factor
        sold = min(asked, facing.level)
        facing.level -= sold
        facing.lost += asked - sold
        return sold

    def restock(self, today):
        for facing in self.planogram.facings:
            if facing.level >= facing.minimum:
                continue
            if self.back_room.on_hand(facing.sku) == 0:
                continue
            for lot_number, units in self.back_room.take(facing.sku, facing.capacity - facing.level):
                facing.level += units
                self.moves.append((today, lot_number, units))

    def close_day(self, today):
        for facing in self.planogram.facings:
            facing.history = facing.history + [facing.level]
        return self.back_room.write_off(today)

    def empty_days(self):
        """Articles that closed at least one day with nothing on the shelf."""
        names = []
        for facing in self.planogram.facings:
            was_empty = False
            for level in facing.history:
                if level == 0:
                    was_empty = True
            if was_empty:
                names.append(facing.sku)
        return names
