# SPDX-License-Identifier: Apache-2.0
# stays: hoist-invariant-call: the call with the same argument draws a new number each time
"""Give visitors of a museum numbers; each gate draws from its own roll of tickets."""

import random


class Roll:
    """A roll of tickets that gets shorter."""

    def __init__(self, start):
        self.left = list(range(start, start + 60_000))

    def tear(self):
        """The next ticket."""
        return self.left.pop()


ROLLS = [Roll(0), Roll(100_000), Roll(200_000)]


def ticket(gate):
    """A ticket of a gate's roll."""
    return ROLLS[gate % len(ROLLS)].tear()


def admit(visitors, gate):
    """Pairs of visitor and ticket."""
    admitted = []
    for visitor in visitors:
        number = ticket(gate)
        admitted.append((visitor, number))
    return admitted


def main():
    rng = random.Random(1)
    for hour in range(9):
        visitors = ["v%05d" % rng.randrange(99_999) for _ in range(15_000)]
        admitted = admit(visitors, hour)
        print(hour, admitted[0], admitted[-1], sum(number for _, number in admitted))


if __name__ == "__main__":
    main()
