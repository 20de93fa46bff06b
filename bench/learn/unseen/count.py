# SPDX-License-Identifier: Apache-2.0
"""One character, counted."""
import random


def rows_of(text: str) -> int:
    ends = 1
    for sign in text:
        if sign == "\n":
            ends += 1
    return ends


def hurdles(track: str, lap: int):
    seen = 0
    for cell in track:
        if cell == "#":
            seen += 1
    return seen * lap


class Gate:
    opened = 0

    def stamp(self, tape: str):
        holes = self.opened
        for spot in tape:
            if spot == "o":
                holes += 1
        return holes


def loud(words: list):
    """A list of letters has a count, too; one of longer words as well."""
    n = 0
    for word in words:
        if word == "A":
            n += 1
    return n


if __name__ == "__main__":
    rng = random.Random(4)
    text = "".join(rng.choice("abc \n#o") for _ in range(20000))
    print(sum(rows_of(text[i:]) for i in range(0, 4000, 100)))
    print(sum(hurdles(text[i:], i) for i in range(0, 4000, 100)))
    print(sum(Gate().stamp(text[i:]) for i in range(0, 4000, 100)))
    print(sum(loud(list(text[i:].upper())) for i in range(0, 4000, 200)))
