# SPDX-License-Identifier: Apache-2.0
# planted: hoist-constant-container in seconds_of
"""How long does a beacon take to send a text in Morse code?"""

import random
from typing import List


def seconds_of(letter: str) -> int:
    """Dots that a letter takes, with the gap behind it."""
    code = {
        "a": ".-", "b": "-...", "c": "-.-.", "d": "-..", "e": ".", "f": "..-.", "g": "--.",
        "h": "....", "i": "..", "j": ".---", "k": "-.-", "l": ".-..", "m": "--", "n": "-.",
        "o": "---", "p": ".--.", "q": "--.-", "r": ".-.", "s": "...", "t": "-", "u": "..-",
        "v": "...-", "w": ".--", "x": "-..-", "y": "-.--", "z": "--..",
    }
    if letter not in code:
        return 7
    signs = code[letter]
    return 2 * signs.count("-") + 2 * len(signs) + 2


def duration(text: str) -> int:
    """Dots for a whole text."""
    total = 0
    for letter in text:
        total += seconds_of(letter)
    return total


def slowest_letter(text: str) -> str:
    """The letter that takes longest."""
    return max(sorted(set(text)), key=seconds_of)


def vowels(text: str) -> int:
    """How many vowels a text has; these are mostly short."""
    return sum(1 for letter in text if letter in "aeiou")


def bulletins(rng: random.Random, count: int) -> List[str]:
    """Weather bulletins."""
    words = ["storm", "warning", "north", "sea", "vest", "quay", "fog", "buoy", "of", "jib"]
    return [" ".join(rng.choice(words) for _ in range(90)) for _ in range(count)]


def main() -> None:
    texts = bulletins(random.Random(33), 1_500)
    lengths = [duration(text) for text in texts]
    print(max(lengths), min(lengths), sum(lengths))
    print(slowest_letter(texts[0]), vowels(texts[0]), seconds_of("?"))


if __name__ == "__main__":
    main()
