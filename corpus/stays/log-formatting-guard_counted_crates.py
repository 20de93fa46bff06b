# SPDX-License-Identifier: Apache-2.0
# stays: log-formatting-guard: making the text takes the next number of a stamp
"""Stamp crates on their way into a cold store.

The stamp moves on whenever it is used, and the total on the gate is read from it.
"""

import logging
import random

logger = logging.getLogger("cold store")


class Stamp:
    """A stamp with a number that moves on."""

    def __init__(self, first):
        self.number = first

    def __str__(self):
        self.number += 1
        return "#%d" % self.number


def store(weights, stamp):
    """Kilograms of all crates that are taken in."""
    kilograms = 0
    for weight in weights:
        if weight > 40:
            continue
        logger.debug(f"crate {stamp} of {weight} kg")
        kilograms += weight
    return kilograms


def mean(kilograms, crates):
    """Mean weight in whole kilograms."""
    return kilograms // crates if crates else 0


def main():
    logging.basicConfig(level=logging.WARNING)
    rng = random.Random(45)
    stamp = Stamp(1_000)
    for day in range(8):
        weights = [rng.randrange(5, 50) for _ in range(40_000)]
        before = stamp.number
        kilograms = store(weights, stamp)
        crates = stamp.number - before
        print(day, kilograms, crates, mean(kilograms, crates))
    print(stamp)


if __name__ == "__main__":
    main()
