# SPDX-License-Identifier: Apache-2.0
# stays: redundant-copy-for-iteration: what the loop calls adds to the list, two levels deeper
"""Chain reactions on a table full of mouse traps.

In each round the traps that went off throw balls, and the balls set off traps that go
off in the next round.
"""

from typing import Dict, List


def throw(armed: Dict[int, int], fired: List[int], target: int) -> None:
    """A ball lands on a trap; it goes off if it is armed."""
    if armed.get(target, 0) > 0:
        armed[target] -= 1
        fired.append(target)


def burst(armed: Dict[int, int], fired: List[int], trap: int, size: int) -> None:
    """A trap throws two balls."""
    throw(armed, fired, (trap * 5 + 1) % size)
    throw(armed, fired, (trap * 3 + 7) % size)


def rounds(size: int, springs: int, first: int) -> List[int]:
    """How many traps have gone off after each round."""
    armed = {trap: springs for trap in range(size)}
    fired: List[int] = [first]
    heights = []
    for _ in range(12):
        for trap in list(fired):
            burst(armed, fired, trap, size)
        heights.append(len(fired))
    return heights


def main() -> None:
    for size in (400, 1_000, 2_500, 6_000, 15_000):
        for springs in (1, 2, 3):
            heights = rounds(size, springs, 3)
            print(size, springs, heights)


if __name__ == "__main__":
    main()
