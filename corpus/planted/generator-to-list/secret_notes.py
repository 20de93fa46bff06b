# SPDX-License-Identifier: Apache-2.0
# planted: generator-to-list in scrambler.<locals>.encode
"""Secret notes of a school class: letters are moved by a number that only friends know."""

import random


def scrambler(key: int):
    """Functions that write and read notes with a key."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"

    def encode(note: str) -> str:
        table = {letter: alphabet[(at + key) % 26] for at, letter in enumerate(alphabet)}
        return "".join(table[letter] for letter in note if letter in table)

    def guess(note: str) -> int:
        """The key that moves the most frequent letter to e."""
        most = max(alphabet, key=note.count)
        return (alphabet.index(most) - 4) % 26

    return encode, guess


def lines(text: str, width: int):
    """Yield a text in lines."""
    for at in range(0, len(text), width):
        yield text[at:at + width]


def diary(rng: random.Random, letters: int) -> str:
    """A text in which e is frequent."""
    return "".join(rng.choices("eeeeetaoinshrdlu  .,", k=letters))


def main() -> None:
    rng = random.Random(13)
    text = diary(rng, 100_000)
    found = 0
    for key in range(0, 150):
        encode, guess = scrambler(key % 26)
        secret = encode(text[key * 10:key * 10 + 60_000])
        if guess(secret) == key % 26:
            found += 1
        if key % 30 == 0:
            print(key, len(secret), next(lines(secret, 24)))
    print(found)


if __name__ == "__main__":
    main()
