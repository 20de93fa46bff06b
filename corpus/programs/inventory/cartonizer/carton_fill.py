# SPDX-License-Identifier: Apache-2.0
"""Chooses shipping cartons for an order by first-fit decreasing with weight limits."""
import copy
from dataclasses import dataclass, field
from typing import Iterable, List, Optional, Tuple


@dataclass
class Item:
    ref: str
    dims: Tuple[int, int, int]
    grams: int
    fragile: bool = False

    def volume(self) -> int:
        length, width, height = self.dims
        return length * width * height


@dataclass
class Carton:
    name: str
    dims: Tuple[int, int, int]
    max_grams: int
    postage: int
    content: List[Item] = field(default_factory=list)

    def volume(self) -> int:
        length, width, height = self.dims
        return length * width * height

    def used_volume(self) -> int:
        return sum([item.volume() for item in self.content])

    def used_grams(self) -> int:
        return sum([item.grams for item in self.content])

    def accepts(self, item: Item) -> bool:
        inside = sorted(self.dims)
        outside = sorted(item.dims)
        for available, needed in zip(inside, outside):
            if needed > available:
                return False
        if self.used_grams() + item.grams > self.max_grams:
            return False
        if item.fragile and len([other for other in self.content if other.grams > 4 * item.grams]) > 0:
            return False
        return self.used_volume() + item.volume() <= 0.85 * self.volume()


class DoesNotFit(Exception):
    pass


class Packer:
    def __init__(self, kinds: Iterable[Carton]):
        self.kinds = list(kinds)

    def smallest_for(self, item: Item) -> Carton:
        """A fresh carton of the cheapest kind that takes the item on its own."""
        fitting = []
        for kind in self.kinds:
            trial = copy.deepcopy(kind)
            trial.content = []
            if trial.accepts(item):
                fitting.append(trial)
        if not fitting:
            raise DoesNotFit(item.ref)
        return min(fitting, key=lambda kind: (kind.postage, kind.volume()))

    def pack(self, items: Iterable[Item]) -> List[Carton]:
        cartons: List[Carton] = []
        waiting = list(items)
        while waiting:
            item = max(waiting, key=lambda each: (each.volume(), each.grams))
            waiting.remove(item)
            placed: Optional[Carton] = None
            for carton in cartons:
                if carton.accepts(item):
                    placed = carton
                    break
            if placed is None:
                placed = self.smallest_for(item)
                cartons.append(placed)
            placed.content.append(item)
        return [self.shrink(carton) for carton in cartons]

    def shrink(self, carton: Carton) -> Carton:
        """Moves the content into a cheaper kind if one takes all of it."""
        for kind in sorted(self.kinds, key=lambda each: each.postage):
            if kind.postage >= carton.postage:
                break
            trial = copy.deepcopy(kind)
            trial.content = []
            try:
                for item in carton.content:
                    if not trial.accepts(item):
                        raise DoesNotFit(item.ref)
                    trial.content.append(item)
            except DoesNotFit:
                continue
            return trial
        return carton


def postage(cartons: Iterable[Carton]) -> int:
    return sum(carton.postage for carton in cartons)
