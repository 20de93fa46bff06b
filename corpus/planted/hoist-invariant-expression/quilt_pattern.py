# SPDX-License-Identifier: Apache-2.0
# planted: hoist-invariant-expression in weave
"""Work out the colours of a quilt from a few numbers.

Each patch gets a shade between 0 and 999 that depends on its place and on the
settings of a block; the same settings give the same quilt on every computer.
"""

import random
from typing import List


def weave(places: List[int], warp: int, weft: int, twist: int) -> List[int]:
    """A number for each place of a block."""
    threads = []
    for place in places:
        threads.append(place + (warp * weft + twist * twist - 3 * warp + 7 * weft))
    return threads


def shades(places: List[int], warp: int, weft: int) -> List[int]:
    """The shades of a block."""
    return [thread % 1000 for thread in weave(places, warp, weft, 5)]


def border(places: List[int], warp: int) -> int:
    """One number for the border: it is sewn in a single colour."""
    return max(weave(places, warp, 2, 1)) % 1000


def darkest(blocks: List[List[int]]) -> int:
    """Number of the block with the lowest sum."""
    sums = [sum(block) for block in blocks]
    return sums.index(min(sums))


def quilt(rng: random.Random, blocks: int, size: int) -> List[List[int]]:
    """All blocks, with settings drawn at random."""
    places = list(range(size))
    return [shades(places, rng.randrange(90), rng.randrange(90)) for _ in range(blocks)]


def main() -> None:
    rng = random.Random(50)
    for name in ("star", "river", "log cabin"):
        blocks = quilt(rng, 420, 3_000)
        print(name, darkest(blocks), sum(blocks[0]), blocks[1][:4])
        print(name, border(list(range(0, 3_000, 7)), 31))


if __name__ == "__main__":
    main()
