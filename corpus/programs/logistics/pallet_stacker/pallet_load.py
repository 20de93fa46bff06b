# SPDX-License-Identifier: Apache-2.0
"""Loads cartons on pallets, shelf by shelf, heavy cartons below.

Lengths are millimetres and weights are grams. A pallet is filled in layers; a
layer in rows; a row from left to right. Cartons may be turned on their base.
"""
from dataclasses import dataclass

BASE_LENGTH = 1200
BASE_WIDTH = 800
MAX_HEIGHT = 1650
MAX_WEIGHT = 700_000


@dataclass(frozen=True)
class Carton:
    code: str
    length: int
    width: int
    height: int
    weight: int
    fragile: bool = False


class Layer:
    def __init__(self):
        self.rows = []

    def height(self):
        return max([c.height for row in self.rows for c in row] or [0])

    def used_width(self):
        return sum(max(c.width for c in row) for row in self.rows)

    def place(self, carton):
        for row in self.rows:
            if sum(c.length for c in row) + carton.length <= BASE_LENGTH:
                if carton.width <= max(c.width for c in row):
                    row.append(carton)
                    return True
        if self.used_width() + carton.width <= BASE_WIDTH:
            self.rows.append([carton])
            return True
        return False


class Pallet:
    def __init__(self, number):
        self.number = number
        self.layers = []

    def cartons(self):
        result = []
        for layer in self.layers:
            for row in layer.rows:
                result = result + row
        return result

    def weight(self):
        return sum(c.weight for c in self.cartons())

    def height(self):
        return sum(layer.height() for layer in self.layers)

    def place(self, carton):
        if self.weight() + carton.weight > MAX_WEIGHT:
            return False
        if any(c.fragile for c in self.cartons()) and not carton.fragile:
            return False
        if self.layers:
            top = self.layers[-1]
            if self.height() - top.height() + max(top.height(), carton.height) <= MAX_HEIGHT and top.place(carton):
                return True
        if self.height() + carton.height > MAX_HEIGHT:
            return False
        layer = Layer()
        layer.place(carton)
        self.layers.append(layer)
        return True


def lie_down(carton):
    """The carton with its longer base side along the pallet."""
    if carton.width > carton.length:
        return Carton(carton.code, carton.width, carton.length, carton.height, carton.weight, carton.fragile)
    return carton


def load(cartons):
    """Pallets in the order they were opened. Too large cartons are refused."""
    for carton in cartons:
        turned = lie_down(carton)
        if turned.length > BASE_LENGTH or turned.width > BASE_WIDTH or carton.height > MAX_HEIGHT:
            raise ValueError(f"carton {carton.code} fits no pallet")
    waiting = sorted(cartons, key=lambda c: (c.fragile, -c.height, -c.weight))
    pallets = []
    while waiting:
        carton = lie_down(waiting.pop(0))
        for pallet in pallets:
            if pallet.place(carton):
                break
        else:
            pallet = Pallet(len(pallets) + 1)
            if not pallet.place(carton):
                raise ValueError(f"carton {carton.code} is too heavy")
            pallets.append(pallet)
    return pallets


def fill_rate(pallet):
    volume = sum(c.length * c.width * c.height for c in pallet.cartons())
    return volume / (BASE_LENGTH * BASE_WIDTH * MAX_HEIGHT)


def label(pallet):
    counts = {}
    for carton in pallet.cartons():
        kind = carton.code.split("-")[0]
        counts[kind] = counts.get(kind, 0) + 1
    parts = [f"{kind}x{counts[kind]}" for kind in sorted(counts)]
    return f"P{pallet.number:02d} {pallet.weight() / 1000:.1f}kg {pallet.height()}mm " + " ".join(parts)
