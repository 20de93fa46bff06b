# SPDX-License-Identifier: Apache-2.0
# planted: redundant-copy-for-iteration in first_match
"""Answer questions at a lost property office.

Everything that was found is kept in the order in which it came in. Somebody asks for a
colour and a least value in euros, and is told about the first thing that fits.
"""

import random
from typing import List


def first_match(values: List[int], least: int, most: int) -> int:
    """Position of the first thing whose value lies within bounds, or -1."""
    at = 0
    for value in list(values):
        if least <= value <= most:
            return at
        at += 1
    return -1


def count_dear(values: List[int], least: int) -> int:
    """How many things are worth at least so much."""
    return sum(1 for value in values if value >= least)


def ask(values: List[int], questions: List[int]) -> List[int]:
    """Answers to all who know the value of what they lost."""
    return [first_match(values, guess - 4, guess + 4) for guess in questions]


def police(values: List[int], reports: List[int]) -> int:
    """How many reports of the police fit something that is kept."""
    hits = 0
    for value in reports:
        if first_match(values, value, value + 1) >= 0:
            hits += 1
    return hits


def auction(values: List[int]) -> List[int]:
    """What is left is sold; cheap things are taken out of a copy first."""
    left = list(values)
    for value in values:
        if value < 5:
            left.remove(value)
    return left


def main() -> None:
    rng = random.Random(52)
    values = [rng.randrange(1, 500) for _ in range(25_000)]
    for month in range(6):
        questions = [rng.randrange(10, 480) for _ in range(900)]
        answers = ask(values, questions)
        reports = [rng.randrange(1, 500) for _ in range(500)]
        print(month, max(answers), sum(answers), police(values, reports), count_dear(values, 450))
    print(len(auction(values[:600])))


if __name__ == "__main__":
    main()
