# SPDX-License-Identifier: Apache-2.0
# stays: min-remove-to-heap: the rest is handed back in its own order
"""Seat guests on the lowest chairs; the others stay in the row as they stood."""

import random


def seat(chairs, guests):
    """Heights of the chairs that are used and of those that are left, in their row."""
    row = list(chairs)
    used = []
    for _ in range(guests):
        if not row:
            break
        lowest = min(row)
        row.remove(lowest)
        used.append(lowest)
    return used, row


def main():
    for hall in range(5):
        rng = random.Random(hall)
        chairs = [rng.randrange(400, 900) for _ in range(2_200)]
        used, row = seat(chairs, 1_500)
        print(hall, used[:2], used[-1], row[:5], sum(place * height for place, height in enumerate(row)))


if __name__ == "__main__":
    main()
