# SPDX-License-Identifier: Apache-2.0
# stays: membership-list-to-set: colours are lists, which cannot be hashed
"""Mix paint until a shade comes up that the shop has mixed before."""

import random


def mix(shade, step):
    """The next shade, as [red, green, blue]."""
    red, green, blue = shade
    return [(red + step) % 13, (green * 3 + step) % 17, (blue + red) % 11]


def first_repeat(start, steps):
    """How many shades are mixed before one comes back, and that shade."""
    mixed = []
    shade = start
    for number, step in enumerate(steps):
        if shade in mixed:
            return number, shade
        mixed.append(shade)
        shade = mix(shade, step)
    return len(mixed), None


def repaint(shades, times):
    """Change the shades in place, which those who hold them see."""
    for shade in shades:
        shade[0] = (shade[0] + times) % 13


def main():
    rng = random.Random(12)
    for tin in range(500):
        start = [rng.randrange(13), rng.randrange(17), rng.randrange(11)]
        steps = [rng.randrange(1, 9) for _ in range(700)]
        count, shade = first_repeat(start, steps)
        if tin % 50 == 0:
            repaint([start], tin)
            print(tin, count, shade, start)


if __name__ == "__main__":
    main()
