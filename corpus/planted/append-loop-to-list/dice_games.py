# SPDX-License-Identifier: Apache-2.0
# planted: append-loop-to-list in dealer.<locals>.deal
"""Simulate evenings at a table where everybody plays with the same deck.

The dealer has a prepared deck and gives a copy of it to the table for every round;
the table shuffles a few cards and plays from the top.
"""

import random


def dealer(suits: int, ranks: int):
    """A generator function that gives decks."""

    def deal(prepared: list[int], rounds: int):
        for number in range(rounds):
            deck = []
            for card in prepared:
                deck.append(card)
            yield number, deck

    def fresh() -> list[int]:
        return [suit * 100 + rank for suit in range(suits) for rank in range(ranks)]

    return deal, fresh


def play(rng: random.Random, deck: list[int]) -> int:
    """Points of a round: ranks of the top cards after a poor shuffle."""
    for _ in range(12):
        a, b = rng.randrange(len(deck)), rng.randrange(40)
        deck[a], deck[b] = deck[b], deck[a]
    points = 0
    for card in deck[:30]:
        points += card % 100
    return points


def streak(points: list[int], limit: int) -> int:
    """Longest run of rounds above a limit."""
    longest = current = 0
    for one in points:
        current = current + 1 if one > limit else 0
        longest = max(longest, current)
    return longest


def main() -> None:
    rng = random.Random(21)
    for suits, ranks in ((40, 60), (50, 60)):
        deal, fresh = dealer(suits, ranks)
        prepared = fresh()
        points = [play(rng, deck) for _, deck in deal(prepared, 3_600)]
        print(suits, max(points), min(points), sum(points), streak(points, 900))
        print(prepared == fresh(), prepared[:3])


if __name__ == "__main__":
    main()
