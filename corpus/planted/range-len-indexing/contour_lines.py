# SPDX-License-Identifier: Apache-2.0
# planted: range-len-indexing in climb
"""How much does a hiking trail climb, and how hard is it?"""

import random
from typing import List


def climb(heights: List[int], step: int) -> int:
    """Metres that go up, for a hiker who ignores small steps."""
    total = 0
    low = 9_000
    for i in range(len(heights)):
        if heights[i] < low:
            low = heights[i]
        elif heights[i] - low > step:
            total += heights[i] - low
            low = heights[i]
    return total


def steepest(heights: List[int]) -> int:
    """The highest step between neighbours."""
    best = 0
    for i in range(len(heights) - 1):
        best = max(best, heights[i + 1] - heights[i])
    return best


def grade(heights: List[int]) -> str:
    """A word for the sign at the car park."""
    metres = climb(heights, 3)
    if metres > 2_000:
        return "hard"
    return "easy" if metres < 600 else "medium"


def compare(trails: List[List[int]], steps: List[int]) -> List[int]:
    """Metres of all trails for several kinds of hikers."""
    return [sum(climb(trail, step) for trail in trails) for step in steps]


def trail(rng: random.Random, points: int) -> List[int]:
    """Heights of a trail."""
    height = 800
    heights = []
    for _ in range(points):
        height = max(200, height + rng.randrange(-6, 7))
        heights.append(height)
    return heights


def main() -> None:
    rng = random.Random(29)
    trails = [trail(rng, 4_000) for _ in range(70)]
    print(compare(trails, list(range(0, 60, 4))))
    words = [grade(one) for one in trails]
    print(words[:5], words.count("hard"), steepest(trails[0]))


if __name__ == "__main__":
    main()
