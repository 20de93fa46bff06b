# SPDX-License-Identifier: Apache-2.0
# stays: range-len-indexing: the container is a dict with numbers as keys
"""Chapters of a scrapbook, kept by page number in the order in which they were glued in.

Pages are read from the first to the last, whatever was glued in first.
"""

import random
from typing import Dict, List


class Pages(Dict[int, str]):
    """Pages by number; walking them gives the order of glueing."""


def glue(rng: random.Random, count: int) -> Pages:
    """A scrapbook that was filled here and there."""
    numbers = list(range(count))
    rng.shuffle(numbers)
    pages = Pages()
    for number in numbers:
        pages[number] = "page %d " % number + "x" * (number * 7 % 23)
    return pages


def read(pages: Pages, width: int) -> List[str]:
    """Beginnings of the pages that have room for more, from the first page on."""
    lines = []
    for i in range(len(pages)):
        if len(pages[i]) < width:
            lines.append(pages[i][:8] + "|" + pages[i][-1:])
    return lines


def letters(pages: Pages) -> int:
    """Letters of all pages, each page counted with its number."""
    total = 0
    for i in range(len(pages)):
        total += (i + 1) * len(pages[i]) + len(pages[i].strip())
    return total


def main() -> None:
    rng = random.Random(1850)
    for owner in ("Clara", "Edith", "Maud"):
        pages = glue(rng, 70_000)
        lines = read(pages, 18)
        print(owner, len(lines), lines[:3], lines[-1], letters(pages))
        try:
            del pages[7]
            read(pages, 18)
        except KeyError as error:
            print(owner, "a page is missing:", error)


if __name__ == "__main__":
    main()
