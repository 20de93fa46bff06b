# SPDX-License-Identifier: Apache-2.0
# stays: log-formatting-guard: making the text reads on in the file of readings
"""Feed readings of an oven to a controller; what the log shows is taken from the stream.

Every reading is followed by a check value. It is only of interest for the log, but it
has to be taken out of the stream before the next reading comes.
"""

import logging
import random

logger = logging.getLogger("oven")


class Stream:
    """Numbers that are read one after the other."""

    def __init__(self, numbers):
        self.numbers = numbers
        self.at = 0

    def take(self):
        """The next number, 0 at the end."""
        if self.at >= len(self.numbers):
            return 0
        self.at += 1
        return self.numbers[self.at - 1]


def control(stream, goal, rounds):
    """How often the heating is switched on."""
    switched = 0
    for number in range(rounds):
        degrees = stream.take()
        logger.debug("reading %d: %d degrees, check %d" % (number, degrees, stream.take()))
        if degrees < goal:
            switched += 1
    return switched


def readings(rng, count):
    """Readings with their check values."""
    numbers = []
    for _ in range(count):
        degrees = rng.randrange(150, 250)
        numbers.extend((degrees, degrees * 7 % 97))
    return numbers


def main():
    logging.basicConfig(level=logging.WARNING)
    rng = random.Random(77)
    for bread in ("rye", "spelt", "wheat"):
        stream = Stream(readings(rng, 50_000))
        switched = control(stream, 200, 50_000)
        print(bread, switched, stream.at, stream.take())


if __name__ == "__main__":
    main()
