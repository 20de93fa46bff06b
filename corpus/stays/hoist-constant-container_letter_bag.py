# SPDX-License-Identifier: Apache-2.0
# stays: hoist-constant-container: each call uses up its own table
"""Can a word be laid with the letters of one bag?

The bag holds few letters of each kind. Laying a word takes letters out of it, and
every word starts with a full bag.
"""

import random
from typing import List, Optional


def take(bag: dict, letter: str) -> bool:
    """Take a letter out of the bag, if there is one left."""
    left = bag.get(letter, 0)
    if not left:
        return False
    bag[letter] = left - 1
    return True


def can_lay(word: str) -> bool:
    """Whether one bag is enough for a word."""
    bag = {"e": 3, "n": 2, "s": 2, "i": 2, "r": 2, "t": 1, "u": 1, "a": 2, "d": 1, "l": 1}
    for letter in word:
        if not take(bag, letter):
            return False
    return True


def longest(words: List[str]) -> Optional[str]:
    """The longest word that can be laid, the first of equals."""
    best = None
    for word in words:
        if (best is None or len(word) > len(best)) and can_lay(word):
            best = word
    return best


def make_words(rng: random.Random, count: int) -> List[str]:
    """Words of letters that are frequent."""
    return ["".join(rng.choice("eeennssiirrttuaadl") for _ in range(rng.randrange(3, 9)))
            for _ in range(count)]


def main() -> None:
    rng = random.Random(36)
    for round_number in range(6):
        words = make_words(rng, 16_000)
        good = [word for word in words if can_lay(word)]
        print(round_number, len(good), longest(words), good[:4])


if __name__ == "__main__":
    main()
