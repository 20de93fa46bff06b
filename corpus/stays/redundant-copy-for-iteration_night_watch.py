# SPDX-License-Identifier: Apache-2.0
# stays: redundant-copy-for-iteration: the loop removes from the list through its second name
"""A night watch that sends away visitors of a museum.

The watch walks through everybody who was inside at closing time and strikes out those
who leave. Who keeps a key of the house may stay.
"""

import random
from typing import List


class House:
    """Who is inside."""

    def __init__(self, inside: List[int]):
        self.inside = inside
        self.struck = 0

    def leave(self, visitor: int) -> None:
        """A visitor goes, if still there."""
        if visitor in self.inside:
            self.inside.remove(visitor)
            self.struck += 1


def close(inside: List[int], keys: List[int]) -> List[int]:
    """Numbers of those who were spoken to; keepers of keys stay."""
    house = House(inside)
    spoken = []
    for visitor in inside[:]:
        if visitor in keys:
            continue
        house.leave(visitor)
        spoken.append(visitor)
    return spoken


def crowd(rng: random.Random, count: int) -> List[int]:
    """Visitors in the order of their coming."""
    numbers = list(range(count))
    rng.shuffle(numbers)
    return numbers


def main() -> None:
    rng = random.Random(1642)
    for night in range(12):
        inside = crowd(rng, 2_500)
        keys = [rng.randrange(2_500) for _ in range(8)]
        spoken = close(inside, keys)
        print(night, len(spoken), spoken[:4], len(inside), sorted(inside)[:3])


if __name__ == "__main__":
    main()
