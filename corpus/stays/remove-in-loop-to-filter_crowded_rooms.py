# SPDX-License-Identifier: Apache-2.0
# stays: remove-in-loop-to-filter: the condition counts in the list, which shrinks meanwhile
"""Ease crowded rooms: guests move out until no room has more than two."""

import random


def ease(rooms):
    """Take guests out of crowded rooms; a guest is known by the room's number only."""
    for room in list(rooms):
        if rooms.count(room) > 2:
            rooms.remove(room)
    return rooms


def main():
    for hotel in range(4):
        rng = random.Random(hotel)
        rooms = [rng.randrange(260) for _ in range(1_800)]
        left = ease(rooms)
        print(hotel, len(left), left[:8], max(left.count(room) for room in left[:99]))


if __name__ == "__main__":
    main()
