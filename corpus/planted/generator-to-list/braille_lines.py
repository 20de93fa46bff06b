# SPDX-License-Identifier: Apache-2.0
# planted: generator-to-list in dots
"""How much paper and how many dots does a text take in Braille?"""

import random
from typing import Dict, List

CELLS: Dict[str, str] = {letter: "1" * (1 + number % 5) for number, letter
                         in enumerate("abcdefghijklmnopqrstuvwxyz ")}


def dots(line: str) -> int:
    """Dots of a line."""
    return sum(len(CELLS[letter]) for letter in line)


def wrap(text: str, width: int) -> List[str]:
    """Lines of a text; words are not split."""
    lines = []
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = line + " " + word if line else word
    lines.append(line)
    return lines


def page(text: str, width: int) -> int:
    """Dots of the densest page of 25 lines."""
    lines = wrap(text, width)
    return max(sum([dots(line) for line in lines[at:at + 25]]) for at in range(0, len(lines), 25))


def has_letter(line: str, letter: str) -> bool:
    """Whether a line has a letter; it stops at the first."""
    return any(one == letter for one in line)


def write(rng: random.Random, words: int) -> str:
    """A text of random words."""
    letters = "eeeeaaiionnrrsttdlhmpcuzy"
    return " ".join("".join(rng.choices(letters, k=rng.randrange(2, 11))) for _ in range(words))


def main() -> None:
    rng = random.Random(1829)
    text = write(rng, 20_000)
    for width in (400, 300, 500, 350, 600):
        print(width, page(text, width), dots(text), dots(text[:1_000]))
    for number in range(30):
        total = dots(text[number * 100:])
    print(total, has_letter(text, "q"))


if __name__ == "__main__":
    main()
