# SPDX-License-Identifier: Apache-2.0
# stays: generator-to-list: both raise, and which error comes first depends on who goes first
"""Add up lengths of boats; odd entries stop the addition with their own message.

An entry can be bad in two ways: a text where a number should be stops the addition,
and a boat that was never measured stops the reading.
"""

import random
from typing import Dict, List, Union

Entry = Union[int, str]


def measured(book: Dict[int, Entry], boat: int) -> Entry:
    """The entry of a boat; raises KeyError when it was never measured."""
    return book[boat]


def total(book: Dict[int, Entry], boats: List[int]) -> int:
    """Decimetres of all boats in a lock."""
    return sum(measured(book, boat) for boat in boats)


def entry(book: Dict[int, Entry], boats: List[int]) -> str:
    """A line for the lock keeper."""
    try:
        return "%d dm" % total(book, boats)
    except KeyError:
        return "measure a boat"
    except TypeError:
        return "mend the book"


def fill(rng: random.Random, boats: int) -> Dict[int, Entry]:
    """A book with gaps and with words in it."""
    book: Dict[int, Entry] = {}
    for boat in range(boats):
        chance = rng.random()
        if chance < 0.98:
            book[boat] = rng.randrange(60, 400)
        elif chance < 0.99:
            book[boat] = "long"
    return book


def main() -> None:
    rng = random.Random(1761)
    book = fill(rng, 4_000)
    lines: Dict[str, int] = {}
    for _ in range(9_000):
        line = entry(book, rng.sample(range(4_000), rng.randrange(2, 50)))
        key = "total" if line.endswith("dm") else line
        lines[key] = lines.get(key, 0) + 1
    print(sorted(lines.items()))


if __name__ == "__main__":
    main()
