# SPDX-License-Identifier: Apache-2.0
# stays: pop-front-to-deque: the list is the caller's, who slices and prints what is left
"""A cloakroom hands out numbers; what is left over is printed at the end of the evening."""

import random


def hand_out(tickets, guests):
    """Pairs of (guest, ticket); the tickets are taken from the list."""
    given = []
    for guest in range(guests):
        if not tickets:
            break
        given.append((guest, tickets.pop(0)))
    return given


def main():
    for evening in range(3):
        rng = random.Random(evening)
        tickets = [rng.randrange(100, 1_000) for _ in range(44_000)]
        given = hand_out(tickets, 36_000 + evening)
        print(evening, len(given), tickets[:3], tickets[-2:], tickets + [0] == tickets[:] + [0])


if __name__ == "__main__":
    main()
