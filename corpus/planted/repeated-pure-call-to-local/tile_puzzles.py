# SPDX-License-Identifier: Apache-2.0
# planted: repeated-pure-call-to-local in prepare
"""Prepare a book of sliding puzzles: only solvable ones, from easy to hard."""

import random
from typing import Dict, List, Tuple


def disorder(order: str) -> int:
    """Number of pairs of tiles that stand the wrong way round."""
    wrong = 0
    for at in range(len(order)):
        for later in range(at + 1, len(order)):
            if order[later] < order[at]:
                wrong += 1
    return wrong


def prepare(orders: List[str], pages: int) -> Dict[str, object]:
    """Choose puzzles and lay out the book."""
    # the printer drops doubles
    fresh: List[str] = []
    known = set()
    for order in orders:
        if order not in known:
            known.add(order)
            fresh.append(order)

    # an odd number of wrong pairs cannot be solved
    solvable = {order: disorder(order) for order in fresh if disorder(order) % 2 == 0}

    # from easy to hard, so many on each page
    ranking: List[Tuple[int, str]] = sorted((wrong, order) for order, wrong in solvable.items())
    book = [ranking[page::pages] for page in range(pages)]
    hardest = ranking[-1]

    # a sample for the cover
    cover = fresh[0]
    return {
        "doubles": len(orders) - len(fresh),
        "solvable": len(solvable),
        "first": [page[0] for page in book[:2]],
        "hardest": hardest,
        "cover": (cover, disorder(cover)),
    }


def shuffled(rng: random.Random, tiles: str) -> str:
    """A random order of the tiles."""
    letters = list(tiles)
    rng.shuffle(letters)
    return "".join(letters)


def main() -> None:
    rng = random.Random(15)
    for tiles in ("ABCDEFGH", "ABCDEFGHIJKL", "ABCDEFGHIJKLMNO"):
        orders = [shuffled(rng, tiles) for _ in range(20_000)]
        for key, value in prepare(orders, 40).items():
            print(len(tiles), key, value)


if __name__ == "__main__":
    main()
