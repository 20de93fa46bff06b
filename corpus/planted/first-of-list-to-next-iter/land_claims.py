# SPDX-License-Identifier: Apache-2.0
# planted: first-of-list-to-next-iter in surveyor.<locals>.regions
"""Count the islands of a map and their sizes.

Land that no region has been found for yet is kept as a set of fields; a region is
walked from any of them until its shores are reached.
"""

import random


def surveyor(width: int):
    """A generator function for maps of a width."""

    def regions(land: set[int]):
        left = set(land)
        while left:
            start = list(left)[0]
            left.remove(start)
            border = [start]
            size = 0
            while border:
                field = border.pop()
                size += 1
                for other in (field - 1, field + 1, field - width, field + width):
                    if other in left:
                        left.remove(other)
                        border.append(other)
            yield size

    def shore(land: set[int]) -> int:
        """Edges between land and water."""
        edges = 0
        for field in land:
            for other in (field - 1, field + 1, field - width, field + width):
                if other not in land:
                    edges += 1
        return edges

    return regions, shore


def draw(rng: random.Random, width: int, share: float) -> set[int]:
    """A map; the rim is water."""
    land = set()
    for y in range(1, width - 1):
        for x in range(1, width - 1):
            if rng.random() < share:
                land.add(y * width + x)
    return land


def main() -> None:
    rng = random.Random(16)
    for width, share in ((110, 0.3), (140, 0.25), (230, 0.2)):
        regions, shore = surveyor(width)
        land = draw(rng, width, share)
        sizes = sorted(regions(land))
        print(width, len(land), len(sizes), sizes[-3:], sizes.count(1), shore(land))


if __name__ == "__main__":
    main()
