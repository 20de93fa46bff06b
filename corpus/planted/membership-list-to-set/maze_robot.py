# SPDX-License-Identifier: Apache-2.0
# planted: membership-list-to-set in Robot.explore
"""A cleaning robot wanders through a flat and remembers where it has been."""

import random


class Robot:
    """A robot on a floor of squares; walls are a set of squares."""

    def __init__(self, width, height, walls):
        self.width = width
        self.height = height
        self.walls = walls
        self.battery = 100_000

    def neighbours(self, square):
        """The free squares beside a square, in a fixed order."""
        x, y = square
        free = []
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            nx, ny = x + dx, y + dy
            if 0 <= nx < self.width and 0 <= ny < self.height and (nx, ny) not in self.walls:
                free.append((nx, ny))
        return free

    def explore(self, start):
        """Squares in the order in which the robot cleans them, nearest junction first."""
        cleaned = []
        stack = [start]
        while stack:
            square = stack.pop()
            if square in cleaned:
                continue
            cleaned.append(square)
            self.battery -= 1
            for other in self.neighbours(square):
                if other not in cleaned:
                    stack.append(other)
        return cleaned


def turns(path):
    """How often the robot changed its direction."""
    count = 0
    for before, here, after in zip(path, path[1:], path[2:]):
        if (here[0] - before[0], here[1] - before[1]) != (after[0] - here[0], after[1] - here[1]):
            count += 1
    return count


def sample_walls(seed, width, height):
    """Made-up walls and furniture."""
    rng = random.Random(seed)
    walls = {(rng.randrange(width), rng.randrange(height)) for _ in range(width * height // 6)}
    walls.difference_update(((0, 0), (1, 0), (0, 1), (1, 1)))
    return walls


def main():
    for flat in range(5):
        width, height = 52 + flat, 50
        robot = Robot(width, height, sample_walls(flat, width, height))
        path = robot.explore((0, 0))
        corner = (width - 1, height - 1)
        print(flat, len(path), turns(path), robot.battery, path[-2:], corner in path)


if __name__ == "__main__":
    main()
