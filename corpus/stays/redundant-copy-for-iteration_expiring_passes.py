# SPDX-License-Identifier: Apache-2.0
# stays: redundant-copy-for-iteration: the generator pauses and its reader deletes keys
"""Season passes of a swimming pool.

The office goes through all passes and strikes those out that have run out. Which ones
those are it decides itself, with the register open in front of it.
"""

import random


class Register:
    """Passes by number, with the day on which they end."""

    def __init__(self):
        self.ends = {}

    def passes(self, ends, today):
        """Yield the numbers of all passes that may have to go."""
        for number, end in list(ends.items()):
            if end < today:
                yield number

    def strike(self, today):
        """Strike out what has run out; returns the numbers."""
        gone = []
        for number in self.passes(self.ends, today):
            del self.ends[number]
            gone.append(number)
            # members get another one for the year after
            if number % 10 == 0:
                self.ends[number + 100_000] = today + 365
        return gone


def main():
    rng = random.Random(66)
    register = Register()
    for number in range(60_000):
        register.ends[number] = rng.randrange(1, 700)
    for today in range(30, 720, 30):
        gone = register.strike(today)
        print(today, len(gone), gone[:3], len(register.ends))


if __name__ == "__main__":
    main()
