# SPDX-License-Identifier: Apache-2.0
"""All that is in any of several."""
import random


def skills(crew: list):
    known = set()
    for member in crew:
        for skill in member:
            known.add(skill)
    return known


def coverage(towers, cells: int):
    lit = set()
    for tower in towers:
        for cell in tower:
            lit.add(cell)
    return cells - len(lit)


class Library:
    def __init__(self):
        self.words = set()

    def read(self, books: list):
        words = set()
        for book in books:
            for word in book:
                words.add(word)
        self.words = words
        return len(words)


def first_letters(groups):
    """Not the things themselves."""
    letters = set()
    for group in groups:
        for word in group:
            letters.add(word[:1])
    return letters


if __name__ == "__main__":
    rng = random.Random(13)
    groups = [[f"w{rng.randrange(700)}" for _ in range(40)] for _ in range(400)]
    print(sum(len(skills(groups[i:])) for i in range(40)))
    print(sum(coverage(groups[i:], 900) for i in range(40)))
    library = Library()
    print(sum(library.read(groups[i:]) for i in range(40)))
    print(sum(len(first_letters(groups[i:])) for i in range(20)))
