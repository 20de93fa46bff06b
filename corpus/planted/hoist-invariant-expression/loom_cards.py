# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-expression in punch
"""Punch cards for a loom: which holes a card has follows from its row and the pattern."""

import random


def punch(rows, width, repeat, shift):
    """Number of holes of all cards, and a check sum over their places."""
    # pattern numbers are cut to the width of a card
    pattern = []
    for number in range(width):
        pattern.append((number * repeat + shift) % 17)

    # cards
    holes = 0
    places = 0
    for row in range(rows):
        for column in range(width):
            if pattern[column] + row % 3 > 12:
                holes += 1
            places += column + (row * width + row * repeat - shift * shift + 2 * repeat * shift)

    # cards are tied in bundles
    bundles = rows // 25
    if rows % 25:
        bundles += 1
    return holes, places % 1_000_003, bundles


def cheapest(patterns, width):
    """The pattern with fewest holes."""
    best, fewest = None, -1
    for repeat, shift in patterns:
        holes, _, _ = punch(60, width, repeat, shift)
        if fewest < 0 or holes < fewest:
            best, fewest = (repeat, shift), holes
    return best, fewest


def draw(rng, count):
    """Patterns as (repeat, shift)."""
    return [(rng.randrange(2, 30), rng.randrange(40)) for _ in range(count)]


def main():
    rng = random.Random(1804)
    for width in (300, 420):
        patterns = draw(rng, 30)
        print(width, cheapest(patterns, width))
        repeat, shift = patterns[0]
        print(width, punch(1_800, width, repeat, shift))


if __name__ == "__main__":
    main()
