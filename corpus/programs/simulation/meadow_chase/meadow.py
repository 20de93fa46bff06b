# SPDX-License-Identifier: Apache-2.0
import random

STEPS = ((0, 0), (0, 1), (1, 0), (0, -1), (-1, 0))


class Animal:
    cost = 1

    def __init__(self, x, y, energy):
        self.x = x
        self.y = y
        self.energy = energy
        self.age = 0

    def spot(self):
        return (self.x, self.y)


class Rabbit(Animal):
    cost = 1
    litter_at = 16


class Fox(Animal):
    cost = 4
    litter_at = 80


class Meadow:
    """Grass, rabbits and foxes on a torus.  Animals act in the order of their birth."""

    def __init__(self, size, rabbits, foxes, seed, regrow=5):
        self.size = size
        self.regrow = regrow
        self.rng = random.Random(seed)
        self.grass = {}
        for x in range(size):
            for y in range(size):
                self.grass[(x, y)] = self.rng.randrange(0, regrow + 1)
        self.animals = [Rabbit(*self.anywhere(), 8) for _ in range(rabbits)]
        self.animals += [Fox(*self.anywhere(), 40) for _ in range(foxes)]
        self.counts = []
        self.eaten = 0

    def anywhere(self):
        return self.rng.randrange(self.size), self.rng.randrange(self.size)

    def of_kind(self, kind):
        return [a for a in self.animals if isinstance(a, kind)]

    def standing_at(self, spot, kind):
        return [a for a in self.animals if a.spot() == spot and isinstance(a, kind)]

    def distance(self, a, b):
        dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
        return min(dx, self.size - dx) + min(dy, self.size - dy)

    def nearest_rabbit(self, fox, sight):
        """Closest rabbit in sight; among equally close ones the oldest."""
        inside = [r for r in self.of_kind(Rabbit) if self.distance(r.spot(), fox.spot()) <= sight]
        if not inside:
            return None
        inside.sort(key=lambda r: self.distance(r.spot(), fox.spot()))
        return inside[0]

    def move(self, animal):
        steps = list(STEPS)
        self.rng.shuffle(steps)
        if isinstance(animal, Fox):
            prey = self.nearest_rabbit(animal, 4)
            if prey is not None:
                steps.sort(key=lambda s: self.distance(
                    ((animal.x + s[0]) % self.size, (animal.y + s[1]) % self.size), prey.spot()))
        animal.x = (animal.x + steps[0][0]) % self.size
        animal.y = (animal.y + steps[0][1]) % self.size

    def feed(self, animal):
        if isinstance(animal, Rabbit):
            if self.grass[animal.spot()] >= self.regrow:
                self.grass[animal.spot()] = 0
                animal.energy += 5
        else:
            rabbits = self.standing_at(animal.spot(), Rabbit)
            if rabbits:
                self.animals.remove(rabbits[0])
                animal.energy += 12
                self.eaten += 1

    def tick(self):
        for spot in self.grass.keys():
            if self.grass[spot] < self.regrow:
                self.grass[spot] = self.grass[spot] + 1
        for animal in list(self.animals):
            if animal not in self.animals:
                continue
            self.move(animal)
            animal.energy -= animal.cost
            animal.age += 1
            self.feed(animal)
            if animal.energy <= 0:
                self.animals.remove(animal)
            elif animal.energy >= animal.litter_at:
                animal.energy //= 2
                self.animals.append(type(animal)(animal.x, animal.y, animal.energy))
        self.counts.append((len(self.of_kind(Rabbit)), len(self.of_kind(Fox))))

    def run(self, ticks):
        for _ in range(ticks):
            self.tick()
            if self.counts[-1] == (0, 0):
                break
        return self.counts

    def density_map(self, block):
        """Animals per block of cells, as rows of counts."""
        rows = []
        for top in range(0, self.size, block):
            row = []
            for left in range(0, self.size, block):
                total = 0
                for x in range(left, min(left + block, self.size)):
                    for y in range(top, min(top + block, self.size)):
                        total += len(self.standing_at((x, y), Animal))
                row.append(total)
            rows.append(row)
        return rows


def turning_points(series):
    """Indices at which a series turns from rising to falling or back."""
    points = []
    trend = 0
    for n in range(1, len(series)):
        change = series[n] - series[n - 1]
        if change and trend and (change > 0) != (trend > 0):
            points.append(n - 1)
        if change:
            trend = change
    return points
