# SPDX-License-Identifier: Apache-2.0
# planted: remove-in-loop-to-filter in take_out
"""Seats of a theatre: what is free for a show after reservations and repairs."""
from __future__ import annotations

import random


def take_out(seats: list[int], low: int, high: int) -> list[int]:
    """Take the seats from `low` up to `high` out of the list."""
    for seat in list(seats):
        if low <= seat < high:
            seats.remove(seat)
    return seats


def free_seats(size: int, reserved: list[tuple[int, int]]) -> list[int]:
    """Seats that can still be sold, the cheap ones at the back first."""
    seats = list(range(size, 0, -1))
    for low, high in reserved:
        take_out(seats, low, high)
    return seats


def after_repairs(seats: list[int], stage: int) -> list[int]:
    """Seats without those in the first rows, which the stage needs."""
    return take_out(list(seats), 0, stage)


def swap(seats: list[int], old: int, new: int) -> bool:
    """Give back one seat and take another; False if that is not free."""
    if new not in seats:
        return False
    seats.remove(new)
    seats.append(old)
    return True


def sample_reservations(seed: int, size: int, count: int) -> list[tuple[int, int]]:
    """Made-up reservations of whole blocks."""
    rng = random.Random(seed)
    reserved = []
    for _ in range(count):
        low = rng.randrange(size)
        reserved.append((low, low + size // 8))
    return reserved


def main() -> None:
    for show in range(4):
        size = 9_500 + 500 * show
        seats = free_seats(size, sample_reservations(show, size, 8))
        stage = after_repairs(seats, size // 3)
        print(show, len(seats), len(stage), swap(seats, 1, seats[5]), seats[:4], stage[-2:])


if __name__ == "__main__":
    main()
