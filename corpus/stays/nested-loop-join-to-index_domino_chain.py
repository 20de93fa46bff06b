# SPDX-License-Identifier: Apache-2.0
# stays: nested-loop-join-to-index: matched stones get a new key inside the loop
"""Lay dominoes: each player in turn lays every stone that fits the end of the row."""

import random


class Stone:
    """A domino; when it is laid it is turned and then shows its other half."""

    def __init__(self, shows, hidden):
        self.shows = shows
        self.hidden = hidden

    def turn(self):
        """Turn the stone."""
        self.shows, self.hidden = self.hidden, self.shows


def lay(ends, stones):
    """Pairs of (end, what the stone shows afterwards), in the order of play."""
    laid = []
    for end in ends:
        for stone in stones:
            if stone.shows == end:
                stone.turn()
                laid.append((end, stone.shows))
    return laid


def main():
    rng = random.Random(77)
    for table in range(5):
        stones = [Stone(rng.randrange(60), rng.randrange(60)) for _ in range(900)]
        ends = [rng.randrange(60) for _ in range(1_000)]
        laid = lay(ends, stones)
        print(table, len(laid), laid[:3], sum(a * b for a, b in laid) % 9_973)


if __name__ == "__main__":
    main()
