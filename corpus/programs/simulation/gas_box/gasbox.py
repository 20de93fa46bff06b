# SPDX-License-Identifier: Apache-2.0
"""Hard-ish discs in a box: soft repulsion, walls, and a few observables."""
import math
import random


class Vec:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y)

    def scaled(self, k):
        return Vec(self.x * k, self.y * k)

    def length(self):
        return math.sqrt(self.x ** 2 + self.y ** 2)


class Disc:
    def __init__(self, position, velocity, mass, radius):
        self.position = position
        self.velocity = velocity
        self.mass = mass
        self.radius = radius


class Box:
    def __init__(self, width, height, stiffness=120.0):
        self.width = width
        self.height = height
        self.stiffness = stiffness
        self.discs = []
        self.wall_push = 0.0
        self.elapsed = 0.0
        self.energies = []

    def fill(self, count, seed, speed=2.0):
        rng = random.Random(seed)
        columns = math.ceil(math.sqrt(count))
        for n in range(count):
            x = (n % columns + 0.5) * self.width / columns
            y = (n // columns + 0.5) * self.height / columns
            angle = rng.uniform(0.0, 2.0 * math.pi)
            heavy = rng.random() < 0.2
            self.discs.append(Disc(Vec(x, y), Vec(speed * math.cos(angle), speed * math.sin(angle)),
                                   4.0 if heavy else 1.0, 0.5 if heavy else 0.3))

    def force_between(self, a, b):
        """Push on a by b; zero unless the discs overlap."""
        gap = a.position - b.position
        distance = gap.length()
        overlap = a.radius + b.radius - distance
        if overlap <= 0.0 or distance == 0.0:
            return Vec(0.0, 0.0)
        return gap.scaled(self.stiffness * overlap / distance)

    def forces(self):
        total = []
        for a in self.discs:
            push = Vec(0.0, 0.0)
            for b in self.discs:
                if a is not b:
                    push = push + self.force_between(a, b)
            total.append(push)
        return total

    def bounce(self, disc):
        for axis, size in (("x", self.width), ("y", self.height)):
            place = getattr(disc.position, axis)
            speed = getattr(disc.velocity, axis)
            if (place < disc.radius and speed < 0) or (place > size - disc.radius and speed > 0):
                setattr(disc.velocity, axis, -speed)
                self.wall_push += 2.0 * disc.mass * abs(speed)

    def kinetic(self):
        return sum(0.5 * d.mass * d.velocity.length() ** 2 for d in self.discs)

    def potential(self):
        energy = 0.0
        for i in range(len(self.discs)):
            for j in range(i + 1, len(self.discs)):
                a, b = self.discs[i], self.discs[j]
                overlap = a.radius + b.radius - (a.position - b.position).length()
                if overlap > 0.0:
                    energy += 0.5 * self.stiffness * overlap ** 2
        return energy

    def step(self, dt):
        for disc, force in zip(self.discs, self.forces()):
            disc.velocity = disc.velocity + force.scaled(dt / disc.mass)
            disc.position = disc.position + disc.velocity.scaled(dt)
            self.bounce(disc)
        self.elapsed += dt
        self.energies.append(self.kinetic() + self.potential())

    def pressure(self):
        if self.elapsed == 0.0:
            return 0.0
        return self.wall_push / (2.0 * (self.width + self.height) * self.elapsed)

    def occupancy(self, cells):
        """Number of discs per square of a cells x cells chequerboard, row by row."""
        counts = []
        for row in range(cells):
            for column in range(cells):
                inside = [d for d in self.discs
                          if min(cells - 1, max(0, int(d.position.x / self.width * cells))) == column
                          and min(cells - 1, max(0, int(d.position.y / self.height * cells))) == row]
                counts.append(len(inside))
        return counts


def speed_histogram(discs, bins, top):
    """Counts per speed class; whatever is faster than `top` goes into the last."""
    edges = [top * (k + 1) / bins for k in range(bins)]
    counts = [0] * bins
    for disc in discs:
        for k in range(bins):
            if disc.velocity.length() < edges[k] or k == bins - 1:
                counts[k] += 1
                break
    return counts
