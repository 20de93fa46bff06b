# SPDX-License-Identifier: Apache-2.0
# planted: any-list-to-generator in clashes
"""Which dishes of a canteen may not be served to which tables?"""

import random
from typing import List


def clashes(amounts: List[int], limit: int) -> bool:
    """Whether something of a dish is above what a table can take."""
    return any([amount > limit for amount in amounts])


def safe_dishes(dishes: List[List[int]], limit: int) -> List[int]:
    """Numbers of dishes that a table may have."""
    return [number for number, amounts in enumerate(dishes) if not clashes(amounts, limit)]


def strictest(dishes: List[List[int]], limits: List[int]) -> int:
    """The limit that leaves fewest dishes."""
    best, fewest = limits[0], len(dishes) + 1
    for limit in limits:
        left = len(dishes) - sum(1 for amounts in dishes if clashes(amounts, limit))
        if left < fewest:
            best, fewest = limit, left
    return best


def total(amounts: List[int]) -> int:
    """Grams of everything, doubled for large plates."""
    return sum([2 * amount for amount in amounts])


def make_dishes(rng: random.Random, count: int) -> List[List[int]]:
    """Amounts in milligrams; what there is most of is listed first."""
    dishes = []
    for _ in range(count):
        amounts = [rng.randrange(100) for _ in range(250)]
        amounts.sort(reverse=True)
        dishes.append([rng.randrange(40)] * 3 + amounts[rng.randrange(200):])
    return dishes


def main() -> None:
    rng = random.Random(5)
    dishes = make_dishes(rng, 1_500)
    limits = [rng.randrange(15, 60) for _ in range(40)]
    print(strictest(dishes, limits))
    counts = [len(safe_dishes(dishes, limit)) for limit in limits[:12]]
    print(counts, total(dishes[0]))


if __name__ == "__main__":
    main()
