# SPDX-License-Identifier: Apache-2.0
# planted: pop-front-to-deque in sailing_of_each
"""Cars wait for a ferry; lorries take the room of three cars."""
from __future__ import annotations

import random

LORRY = "lorry"


def sailing_of_each(vehicles: list[tuple[int, str]], decks: list[int]) -> dict[int, int]:
    """On which sailing each vehicle leaves; `decks` are the free places of the sailings.

    Who does not fit lets the next sailing come; nobody overtakes.
    """
    waiting = list(vehicles)
    sailings: dict[int, int] = {}
    for sailing, places in enumerate(decks):
        left = places
        while waiting:
            room = 3 if waiting[0][1] == LORRY else 1
            if room > left:
                break
            number, kind = waiting.pop(0)
            sailings[number] = sailing
            left -= room
    return sailings


def left_behind(vehicles: list[tuple[int, str]], sailings: dict[int, int]) -> list[int]:
    """Vehicles that spend the night on the quay."""
    return [number for number, _ in vehicles if number not in sailings]


def next_vehicle(vehicles: list[tuple[int, str]]) -> tuple[int, str]:
    """Who is at the barrier."""
    copy = list(vehicles)
    return copy.pop(0)


def compare(vehicles: list[tuple[int, str]], small: list[int], large: list[int]) -> int:
    """How many vehicles leave earlier with the larger ferries."""
    before = sailing_of_each(vehicles, small)
    after = sailing_of_each(vehicles, large)
    return sum(1 for number in after if after[number] < before.get(number, 1_000_000))


def sample_vehicles(seed: int, count: int) -> list[tuple[int, str]]:
    """Made-up vehicles in the order in which they arrive."""
    rng = random.Random(seed)
    return [(number, LORRY if rng.random() < 0.1 else "car") for number in range(count)]


def main() -> None:
    for day in range(2):
        vehicles = sample_vehicles(day, 40_000 + 3_000 * day)
        small = [110 + day] * 420
        sailings = sailing_of_each(vehicles, small)
        print(day, len(sailings), len(left_behind(vehicles, sailings)), next_vehicle(vehicles),
              compare(vehicles, small, [160] * 350))


if __name__ == "__main__":
    main()
