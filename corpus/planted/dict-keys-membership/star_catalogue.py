# SPDX-License-Identifier: Apache-2.0
# planted: dict-keys-membership in matcher.<locals>.both
"""Match two star catalogues by the numbers of their stars."""

import random


def matcher(tolerance: int):
    """Functions that compare catalogues of number and magnitude."""

    def both(left: dict[int, int], right: dict[int, int]):
        """Yield numbers of stars that both have and agree on."""
        for number, magnitude in left.items():
            if number in tuple(right.keys()):
                if abs(right[number] - magnitude) <= tolerance:
                    yield number

    def brighter(catalogue: dict[int, int], limit: int) -> int:
        """How many stars are brighter than a limit."""
        return sum(1 for magnitude in catalogue.values() if magnitude < limit)

    return both, brighter


def gaps(catalogue: dict[int, int]) -> int:
    """The widest gap between two numbers."""
    numbers = tuple(catalogue.keys())
    ordered = sorted(numbers)
    return max(b - a for a, b in zip(ordered, ordered[1:]))


def observe(rng: random.Random, sky: dict[int, int], share: float) -> dict[int, int]:
    """What one observatory saw of the sky."""
    seen = {}
    for number, magnitude in sky.items():
        if rng.random() < share:
            seen[number] = magnitude + rng.randrange(-3, 4)
    return seen


def main() -> None:
    rng = random.Random(1603)
    sky = {rng.randrange(100_000): rng.randrange(-10, 90) for _ in range(4_600)}
    north = observe(rng, sky, 0.8)
    south = observe(rng, sky, 0.6)
    for tolerance in (1, 2, 4):
        both, brighter = matcher(tolerance)
        agreed = list(both(north, south))
        print(tolerance, len(agreed), agreed[:4], brighter(north, 20), gaps(south))
    print(len(north), len(south))


if __name__ == "__main__":
    main()
