# SPDX-License-Identifier: Apache-2.0
"""Nagel-Schreckenberg traffic on a circular road with a roadworks section."""
import random
from dataclasses import dataclass
from typing import List, Optional, Tuple


@dataclass
class Car:
    cell: int
    speed: int
    top: int
    travelled: int = 0


@dataclass
class Roadworks:
    start: int
    length: int
    limit: int

    def covers(self, cell: int, ring: int) -> bool:
        return (cell - self.start) % ring < self.length


class RingRoad:
    def __init__(self, length: int, cars: List[Car], dawdle: float, seed: int,
                 works: Optional[Roadworks] = None) -> None:
        self.length = length
        self.cars = sorted(cars, key=lambda c: c.cell)
        self.dawdle = dawdle
        self.rng = random.Random(seed)
        self.works = works
        self.crossings = 0
        self.pictures: List[str] = []
        self.mean_speeds: List[float] = []

    def occupied(self) -> List[int]:
        return [car.cell for car in self.cars]

    def gap(self, car: Car) -> int:
        """Free cells in front of a car."""
        cells = self.occupied()
        free = 0
        while (car.cell + free + 1) % self.length not in cells:
            free += 1
        return free

    def allowed(self, car: Car) -> int:
        if self.works is not None and self.works.covers(car.cell, self.length):
            return min(car.top, self.works.limit)
        return car.top

    def picture(self) -> str:
        text = ""
        for cell in range(self.length):
            mark = "."
            for car in self.cars:
                if car.cell == cell:
                    mark = str(car.speed)
            text += mark
        return text

    def step(self) -> None:
        """All cars accelerate, keep their distance, dawdle at random, then move together."""
        wishes: List[int] = []
        for car in self.cars:
            speed = min(car.speed + 1, self.allowed(car))
            speed = min(speed, self.gap(car))
            if speed > 0 and self.rng.random() < self.dawdle:
                speed -= 1
            wishes.append(speed)
        for car, speed in zip(self.cars, wishes):
            if car.cell + speed >= self.length:
                self.crossings += 1
            car.cell = (car.cell + speed) % self.length
            car.speed = speed
            car.travelled += speed
        self.mean_speeds.append(sum(c.speed for c in self.cars) / len(self.cars))

    def run(self, steps: int, every: int = 10) -> None:
        for n in range(steps):
            picture = self.picture()
            self.step()
            if n % every == 0:
                self.pictures.append(picture)

    def jams(self) -> List[Tuple[int, int]]:
        """(first cell, cars) of each run of two or more standing cars, bumper to bumper."""
        standing = sorted(c.cell for c in self.cars if c.speed == 0)
        found: List[Tuple[int, int]] = []
        for cell in standing:
            if (cell - 1) % self.length in standing and len(standing) < self.length:
                continue
            size = 1
            while (cell + size) % self.length in standing and size < len(standing):
                size += 1
            if size > 1:
                found.append((cell, size))
        return found


def spread_out(length: int, count: int, top: int, lorries: int = 0) -> List[Car]:
    cars = []
    for n in range(count):
        cars.append(Car(n * length // count, 0, 3 if n < lorries else top))
    return cars


def fundamental_diagram(length: int, counts: List[int], steps: int, seed: int) -> List[Tuple[float, float]]:
    """(density, flow per step) for several numbers of cars."""
    points = []
    for count in counts:
        road = RingRoad(length, spread_out(length, count, 5), 0.25, seed)
        road.run(steps)
        points.append((count / length, road.crossings / steps))
    return points
