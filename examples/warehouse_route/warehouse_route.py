# SPDX-License-Identifier: Apache-2.0
"""Shortest walks through a warehouse, and the queue at its packing desk.

The floor plan is a list of strings: '#' is a shelf, anything else can be
walked on. Routes are counted in steps between neighbouring squares.
"""

import random

MOVES = [(0, 1), (1, 0), (0, -1), (-1, 0)]


class Floor:
    """A rectangular floor plan."""

    def __init__(self, rows):
        if len({len(row) for row in rows}) > 1:
            raise ValueError("rows of different lengths")
        self.rows = rows
        self.height = len(rows)
        self.width = len(rows[0]) if rows else 0

    def is_free(self, x, y):
        return 0 <= x < self.width and 0 <= y < self.height and self.rows[y][x] != "#"

    def neighbours(self, square):
        x, y = square
        return [(x + dx, y + dy) for dx, dy in MOVES if self.is_free(x + dx, y + dy)]


def steps_between(floor, start, goal):
    """Fewest steps from start to goal; None when there is no way."""
    if start == goal:
        return 0
    visited = [start]
    queue = [(start, 0)]
    while queue:
        square, steps = queue.pop(0)
        for near in floor.neighbours(square):
            if near == goal:
                return steps + 1
            if near not in visited:
                visited.append(near)
                queue.append((near, steps + 1))
    return None


def packing_desk(arrivals, packers):
    """Simulate the packing desk; returns (finish time, total waiting time).

    `arrivals` holds (arrival time, packing time) in order of arrival; each
    parcel goes to the packer that is free first.
    """
    waiting = list(arrivals)
    free_at = [0] * packers
    waited = 0
    while waiting:
        arrival, duration = waiting.pop(0)
        packer = free_at.index(min(free_at))
        begin = max(arrival, free_at[packer])
        waited += begin - arrival
        free_at[packer] = begin + duration
    return max(free_at), waited


def sample_floor(seed, size):
    """A floor with free aisles and shelves strewn at random."""
    rng = random.Random(seed)
    return Floor(["".join("#" if y % 3 and rng.random() < 0.3 else "." for x in range(size))
                  for y in range(size)])


def sample_arrivals(seed, count):
    """Parcels in order of arrival."""
    rng = random.Random(seed)
    now = 0
    arrivals = []
    for _ in range(count):
        now += rng.randrange(4)
        arrivals.append((now, rng.randrange(1, 9)))
    return arrivals


def main():
    for day in range(12):
        size = 30 + day
        floor = sample_floor(day, size)
        steps = [steps_between(floor, (0, 0), (size - 1, goal)) for goal in (size // 2, size - 2)]
        finish, waited = packing_desk(sample_arrivals(day, 6_000), 3)
        print(day, steps, finish, waited)


if __name__ == "__main__":
    main()
