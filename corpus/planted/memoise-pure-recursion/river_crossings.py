# SPDX-License-Identifier: Apache-2.0
# planted: memoise-pure-recursion in plan.<locals>.routes
"""Plan a canoe trip down a delta: how many ways lead through the channels?

The delta is a grid of channels. At each crossing the canoe goes east or south, or shoots a
rapid, which leads one further in both directions. Rapids are open on some crossings only.
"""

import random


def plan(width, height, rapid_every):
    """Figures for a delta: all routes, those without a rapid, and the crossings with one."""

    def routes(x: int, y: int) -> int:
        """Ways from a crossing to the sea."""
        if x == width and y == height:
            return 1
        if x > width or y > height:
            return 0
        count = routes(x + 1, y) + routes(x, y + 1)
        if (x + 2 * y) % rapid_every == 0:
            count += routes(x + 1, y + 1)
        return count

    def calm():
        """Ways from the start to the sea when no rapid is used, by the binomial formula."""
        ways = 1
        for step in range(1, height + 1):
            ways = ways * (width + step) // step
        return ways

    rapids = sum(1 for x in range(width) for y in range(height) if (x + 2 * y) % rapid_every == 0)
    return routes(0, 0), calm(), rapids


def drift(seed, width, height):
    """Where a canoe that nobody steers ends."""
    rng = random.Random(seed)
    x = y = 0
    while x < width and y < height:
        if rng.random() < 0.5:
            x += 1
        else:
            y += 1
    return x, y


def main():
    for delta, (width, height, rapid_every) in enumerate([(9, 9, 3), (10, 8, 4), (11, 6, 2), (9, 10, 5)]):
        every_way, calm, rapids = plan(width, height, rapid_every)
        print(delta, every_way, calm, rapids, [drift(seed, width, height) for seed in range(3)])


if __name__ == "__main__":
    main()
