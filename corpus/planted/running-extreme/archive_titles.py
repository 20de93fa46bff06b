# SPDX-License-Identifier: Apache-2.0
# planted: running-extreme in shelf_marks
"""Check that the cards of an old catalogue are in order, and mend where they are not.

A card stands right when no later card comes before it in the alphabet. The runs of
cards that stand right are left as they are; the others are taken out.
"""

import random


def shelf_marks(cards: list[str], drawers: int) -> dict[str, object]:
    """Look through all cards; returns what the librarians need."""
    # cards that were written twice
    twice = 0
    known: set[str] = set()
    for card in cards:
        if card in known:
            twice += 1
        known.add(card)

    # the first card, by the alphabet, of each rest of the catalogue
    right = 0
    out: list[str] = []
    for at in range(len(cards)):
        if min(cards[at:]) == cards[at]:
            right += 1
        else:
            out.append(cards[at])

    # what was taken out goes to the drawers by its first letters
    filled = [0] * drawers
    for card in out:
        filled[(ord(card[0]) + len(card)) % drawers] += 1
    return {
        "cards": len(cards),
        "twice": twice,
        "right": right,
        "first out": out[:2],
        "drawers": filled,
    }


def catalogue(rng: random.Random, count: int, moved: int) -> list[str]:
    """Cards in order, but for some that were put back in the wrong place."""
    letters = "abcdefghijklmnoprstuvwz"
    cards = sorted("".join(rng.choices(letters, k=rng.randrange(4, 12))) for _ in range(count))
    for _ in range(moved):
        cards.insert(rng.randrange(count), cards.pop(rng.randrange(count)))
    return cards


def main() -> None:
    rng = random.Random(1876)
    for library in ("Halle", "Lund", "Padua"):
        cards = catalogue(rng, 3_600, 9)
        for key, value in shelf_marks(cards, 6).items():
            print(library, key, value)


if __name__ == "__main__":
    main()
