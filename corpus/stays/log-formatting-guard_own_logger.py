# SPDX-License-Identifier: Apache-2.0
# stays: log-formatting-guard: the logger is of a class of its own that counts what is off
"""Watch a greenhouse; the logger remembers how much it was told.

Its numbers appear in the report, also for messages that are below its level.
"""

import logging
import random


class CountingLogger(logging.Logger):
    """A logger that counts letters of all messages, written or not."""

    letters = 0

    def debug(self, msg, *args, **kwargs):
        CountingLogger.letters += len(msg)
        super().debug(msg, *args, **kwargs)


logging.setLoggerClass(CountingLogger)
logger = logging.getLogger("greenhouse")


def watch(degrees: list[int], least: int, most: int) -> tuple[int, int]:
    """How often it was too cold, and too warm."""
    cold = warm = 0
    for minute, degree in enumerate(degrees):
        logger.debug(f"minute {minute}: {degree} degrees")
        if degree < least:
            cold += 1
        elif degree > most:
            warm += 1
    return cold, warm


def day(rng: random.Random, minutes: int) -> list[int]:
    """Degrees of a day."""
    degree = 18
    degrees = []
    for _ in range(minutes):
        degree = max(2, min(40, degree + rng.randrange(-1, 2)))
        degrees.append(degree)
    return degrees


def main() -> None:
    logger.setLevel(logging.WARNING)
    rng = random.Random(58)
    for house in ("palms", "orchids", "cacti"):
        print(house, watch(day(rng, 60_000), 12, 30), CountingLogger.letters)


if __name__ == "__main__":
    main()
