# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from copy import deepcopy

from bodies import G, Body, Vec


def acceleration(body: Body, bodies: list[Body]) -> Vec:
    total = Vec(0.0, 0.0)
    for other in bodies:
        if other is body:
            continue
        gap = other.position - body.position
        total = total + gap.scaled(G * other.mass / gap.norm() ** 3)
    return total


def energy(bodies: list[Body]) -> float:
    kinetic = sum([0.5 * b.mass * b.velocity.dot(b.velocity) for b in bodies])
    potential = 0.0
    for i, one in enumerate(bodies):
        for other in bodies[i + 1:]:
            potential -= G * one.mass * other.mass / (one.position - other.position).norm()
    return kinetic + potential


def angular_momentum(bodies: list[Body]) -> Vec:
    total = Vec(0.0, 0.0)
    for body in bodies:
        total = total + body.position.cross(body.velocity).scaled(body.mass)
    return total


class Integrator:
    """Kick-drift-kick leapfrog with snapshots every few steps."""

    def __init__(self, bodies: list[Body], step: float, keep_every: int = 10):
        self.bodies = bodies
        self.step = step
        self.keep_every = keep_every
        self.steps_done = 0
        self.snapshots: list[list[Body]] = []

    def kick(self, duration: float) -> None:
        pulls = [acceleration(body, self.bodies) for body in self.bodies]
        for body, pull in zip(self.bodies, pulls):
            body.velocity = body.velocity + pull.scaled(duration)

    def advance(self, steps: int) -> None:
        for _ in range(steps):
            self.kick(self.step / 2)
            for body in self.bodies:
                body.position = body.position + body.velocity.scaled(self.step)
            self.kick(self.step / 2)
            self.steps_done += 1
            if self.steps_done % self.keep_every == 0:
                self.snapshots.append(deepcopy(self.bodies))

    def track(self, name: str) -> list[Vec]:
        positions = []
        for snapshot in self.snapshots:
            for body in snapshot:
                if body.name == name:
                    positions.append(body.position)
        return positions

    def closest_approach(self, one: str, other: str) -> tuple[float, int]:
        """Smallest distance of two bodies over the snapshots and the snapshot's index."""
        best, where = float("inf"), -1
        for index in range(len(self.snapshots)):
            distance = (self.track(one)[index] - self.track(other)[index]).norm()
            if distance < best:
                best, where = distance, index
        return best, where

    def revolutions(self, name: str) -> int:
        """How often the body crossed the positive x axis upwards."""
        crossings = 0
        path = self.track(name)
        for before, after in zip(path, path[1:]):
            if before.y < 0 <= after.y and after.x > 0:
                crossings += 1
        return crossings
