# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from labyrinth import Labyrinth, NoWay, dead_ends, flood


def carve(rng, height, width):
    grid = [["#"] * width for _ in range(height)]
    stack = [(1, 1)]
    grid[1][1] = "."
    while stack:
        y, x = stack[-1]
        options = [(dy, dx) for dy, dx in ((-2, 0), (0, 2), (2, 0), (0, -2))
                   if 0 < y + dy < height and 0 < x + dx < width and grid[y + dy][x + dx] == "#"]
        if not options:
            stack.pop()
            continue
        dy, dx = rng.choice(options)
        grid[y + dy // 2][x + dx // 2] = rng.choice("...~")
        grid[y + dy][x + dx] = "."
        stack.append((y + dy, x + dx))
    for _ in range(height * width // 14):
        y, x = rng.randrange(1, height - 1), rng.randrange(1, width - 1)
        if grid[y][x] == "#":
            grid[y][x] = "."
    grid[1][1], grid[height - 2][width - 2] = "S", "G"
    grid[height - 2][width - 3], grid[height - 3][width - 2] = "A", "#"
    grid[height - 2][1] = "a"
    return "\n".join("".join(row) for row in grid)


def main():
    rng = random.Random(99)
    total = 0
    for size in (15, 25, 35):
        maze = Labyrinth(carve(rng, size, size + 10))
        try:
            spent, walk = maze.best_walk()
        except NoWay as problem:
            print(size, problem)
            continue
        total += spent
        print(size, "effort", spent, "steps", len(walk) - 1, "far", max(flood(maze, (1, 1)).values()),
              "dead ends", dead_ends(maze), "crc", zlib.crc32(maze.draw(walk).encode()))
    print("total", total)


if __name__ == "__main__":
    main()
