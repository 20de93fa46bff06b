# SPDX-License-Identifier: Apache-2.0
# stays: count-in-loop-to-counter: lengths are equal within a tolerance, hashing would part them
"""Sort screws into drawers: how many screws in the box have about the length of each one."""

import random


class Length:
    """A length in micrometres; two are equal when they differ by at most 20."""

    def __init__(self, micrometres):
        self.micrometres = micrometres

    def __eq__(self, other):
        return isinstance(other, Length) and abs(self.micrometres - other.micrometres) <= 20

    def __hash__(self):
        return self.micrometres // 100


def alike(box, wanted):
    """For each wanted length the number of screws that pass for it."""
    found = []
    for length in wanted:
        found.append(box.count(length))
    return found


def main():
    for box_number in range(4):
        rng = random.Random(box_number)
        box = [Length(rng.randrange(10_000, 14_000)) for _ in range(1_000)]
        wanted = [Length(size) for size in range(10_000, 14_000, 8)]
        found = alike(box, wanted)
        print(box_number, sum(found), max(found), found[:8])


if __name__ == "__main__":
    main()
