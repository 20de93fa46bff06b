# SPDX-License-Identifier: Apache-2.0
# planted: min-remove-to-heap in coded_bits
"""How small would texts become with the best prefix code for their symbols?"""
from __future__ import annotations

import random


def coded_bits(weights: list[int]) -> int:
    """Bits of a text in which the symbols occur that often.

    The two rarest groups of symbols are joined until one group is left; every join adds a
    bit to each occurrence in the group.
    """
    groups = list(weights)
    bits = 0
    while len(groups) > 1:
        first = min(groups)
        groups.remove(first)
        second = min(groups)
        groups.remove(second)
        bits += first + second
        groups.append(first + second)
    return bits


def plain_bits(weights: list[int]) -> int:
    """Bits with a code in which all symbols are equally long."""
    width = max(1, (len(weights) - 1).bit_length())
    return width * sum(weights)


def rarest(weights: list[int]) -> int:
    """How often the rarest symbol occurs."""
    return min(weights)


def report(name: str, weights: list[int]) -> str:
    """A line of the table."""
    small, large = coded_bits(weights), plain_bits(weights)
    halves = coded_bits(weights[::2]) + coded_bits(weights[1::2])
    return "%s %d %d %d%% %d" % (name, small, large, 100 * small // large, halves)


def sample_weights(seed: int, symbols: int) -> list[int]:
    """Made-up frequencies: a few symbols are very common."""
    rng = random.Random(seed)
    return [rng.randrange(1, 2 + 200_000 // (1 + number)) for number in range(symbols)]


def main() -> None:
    for seed, name in enumerate(("letters", "words", "pairs")):
        weights = sample_weights(seed, 2_900 + 400 * seed)
        print(report(name, weights), rarest(weights))


if __name__ == "__main__":
    main()
