# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

G = 4 * 3.141592653589793 ** 2  # au^3 / (solar mass * year^2)


@dataclass(frozen=True)
class Vec:
    x: float
    y: float
    z: float = 0.0

    def __add__(self, other: Vec) -> Vec:
        return Vec(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other: Vec) -> Vec:
        return Vec(self.x - other.x, self.y - other.y, self.z - other.z)

    def scaled(self, factor: float) -> Vec:
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other: Vec) -> float:
        return self.x * other.x + self.y * other.y + self.z * other.z

    def norm(self) -> float:
        return sqrt(self.dot(self))

    def cross(self, other: Vec) -> Vec:
        return Vec(self.y * other.z - self.z * other.y, self.z * other.x - self.x * other.z,
                   self.x * other.y - self.y * other.x)


@dataclass
class Body:
    name: str
    mass: float
    position: Vec
    velocity: Vec


def circular(name: str, mass: float, radius: float, centre_mass: float, tilt: float = 0.0) -> Body:
    """A body on a circular orbit around the origin, starting on the x axis."""
    speed = sqrt(G * centre_mass / radius)
    return Body(name, mass, Vec(radius, 0.0), Vec(0.0, speed * sqrt(1 - tilt * tilt), speed * tilt))
