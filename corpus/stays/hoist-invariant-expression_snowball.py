# SPDX-License-Identifier: Apache-2.0
# stays: hoist-invariant-expression: what is called in the loop sets the fields
"""A snowball rolls down slopes and grows.

The radius grows with what it rolls over, and the speed with the radius; both are kept
in the ball and changed one level deeper.
"""

import random


class Ball:
    """A ball of snow."""

    def __init__(self, radius, speed):
        self.radius = radius
        self.speed = speed

    def gather(self, snow):
        """Snow sticks to the ball; every so often that adds to its radius."""
        if snow % 5 == 0:
            self.radius += 1
        if self.radius > 90:
            self.radius = 12

    def roll(self, slope):
        """The way that is rolled on each stretch of a slope."""
        ways = []
        for snow in slope:
            self.gather(snow)
            ways.append(snow + self.radius * self.speed + self.radius * 2)
        return ways


def slope(rng, length):
    """Snow on the stretches of a slope."""
    return [rng.randrange(60) for _ in range(length)]


def main():
    rng = random.Random(9)
    for hill in range(7):
        ball = Ball(3 + hill, 4)
        ways = []
        for _ in range(8):
            ways.extend(ball.roll(slope(rng, 9_000)))
        print(hill, ball.radius, sum(ways), ways[:5], max(ways))


if __name__ == "__main__":
    main()
