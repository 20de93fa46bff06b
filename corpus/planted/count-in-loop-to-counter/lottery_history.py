# SPDX-License-Identifier: Apache-2.0
# planted: count-in-loop-to-counter in frequency_table
"""Look back at the draws of a lottery and see which balls came up how often."""
from __future__ import annotations

import random

BALLS = 240


def frequency_table(balls: list[int], draws: list[int]) -> dict[int, int]:
    """How often each of `balls` is among `draws`."""
    table: dict[int, int] = {}
    for ball in balls:
        times = draws.count(ball)
        if times:
            table[ball] = times
    return table


def hottest(table: dict[int, int], how_many: int) -> list[int]:
    """The balls that came up most; of equals the smaller number first."""
    return sorted(table, key=lambda ball: (-table[ball], ball))[:how_many]


def longest_pause(draws: list[int], ball: int) -> int:
    """Draws between two appearances of a ball, at most."""
    longest = 0
    last = -1
    for place, drawn in enumerate(draws):
        if drawn == ball:
            longest = max(longest, place - last - 1)
            last = place
    return max(longest, len(draws) - last - 1)


def compare_halves(draws: list[int]) -> list[int]:
    """Balls that came up more often in the second half than in the first."""
    middle = len(draws) // 2
    balls = list(range(1, BALLS + 1))
    before = frequency_table(balls, draws[:middle])
    after = frequency_table(balls, draws[middle:])
    return [ball for ball in balls if after.get(ball, 0) > before.get(ball, 0)]


def sample_draws(seed: int, count: int) -> list[int]:
    """Made-up draws."""
    rng = random.Random(seed)
    return [rng.randrange(1, BALLS + 1) for _ in range(count)]


def main() -> None:
    for year in range(4):
        draws = sample_draws(year, 48_000)
        table = frequency_table(list(range(1, BALLS + 1)), draws)
        favourites = hottest(table, 5)
        print(year, favourites, draws.count(13), longest_pause(draws, favourites[0]),
              len(compare_halves(draws)))


if __name__ == "__main__":
    main()
