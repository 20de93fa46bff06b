# SPDX-License-Identifier: Apache-2.0
# stays: hoist-invariant-expression: the length changes through a second name of the list
"""Knit a scarf: every row is as long as the loops that are on the needle.

Increases put loops on the needle while a row is knitted, and the row goes on until the
needle is empty of new ones.
"""

import random


class Needle:
    """Loops of a needle; the pattern knows when to increase."""

    def __init__(self, loops, most):
        self.loops = loops
        self.most = most

    def knit(self, colour):
        """Knit a loop; some colours ask for one more."""
        if colour % 7 == 3 and len(self.loops) < self.most:
            self.loops.append(colour + 1)
        return colour * 2 % 11


def row(loops, most):
    """Stitches of one row."""
    needle = Needle(loops, most)
    stitches = []
    at = 0
    while at < len(loops) * 2 - len(loops):
        stitches.append(needle.knit(loops[at]) + len(loops) * 3 - 1)
        at += 1
    return stitches


def cast_on(rng, count):
    """Loops in random colours."""
    return [rng.randrange(20) for _ in range(count)]


def main():
    rng = random.Random(65)
    for scarf in ("grey", "striped", "long"):
        loops = cast_on(rng, 6_000)
        total = 0
        for number in range(18):
            stitches = row(loops, 6_000 + 500 * number)
            total += sum(stitches)
        print(scarf, len(loops), total, stitches[:4], stitches[-1])


if __name__ == "__main__":
    main()
