# SPDX-License-Identifier: Apache-2.0
# planted: log-formatting-guard in grind
"""Simulate a tide mill: when the wheel turns, and how much flour it makes."""

import logging
import random

log = logging.getLogger("mill")


def grind(levels, pond, goal):
    """Kilograms of flour from the levels of the sea; stops when the goal is reached."""
    flour = 0
    minute = 0
    while minute < len(levels) and flour < goal:
        sea = levels[minute]
        drop = pond - sea
        if drop > 0:
            log.debug(f"minute {minute}: sea at {sea}, pond at {pond}, the wheel turns by {drop}")
            flour += drop // 40 + 1
            pond -= 1 + drop // 90
        else:
            pond = sea
        minute += 1
    return flour, minute, pond


def best_start(levels, starts, goal):
    """The level of the pond at the start that takes least time."""
    best, least = None, len(levels) + 1
    for pond in starts:
        _, minute, _ = grind(levels, pond, goal)
        if minute < least:
            best, least = pond, minute
    return best, least


def sea(rng, minutes):
    """Levels of the sea in centimetres; a tide takes twelve hours and a half."""
    levels = []
    for minute in range(minutes):
        phase = minute % 750
        tide = phase if phase < 375 else 750 - phase
        levels.append(tide + rng.randrange(20))
    return levels


def main():
    log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)
    rng = random.Random(1170)
    for name in ("Eling", "Woodbridge"):
        levels = sea(rng, 40_000)
        print(name, grind(levels, 300, 10 ** 9))
        print(name, best_start(levels, range(100, 400, 25), 60_000))


if __name__ == "__main__":
    main()
