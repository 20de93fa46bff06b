# SPDX-License-Identifier: Apache-2.0
# stays: first-of-list-to-next-iter: for an empty text the message of the error differs
"""Initials of the members of a society; empty names are listed with their error.

The list goes to the secretary, who knows the messages by heart.
"""

import random
from typing import List, Tuple


def initial(name: str) -> str:
    """The first letter."""
    return list(name)[0]


def first_part(parts: Tuple[str, ...]) -> str:
    """The first part of a name that was taken apart."""
    return list(parts)[0]


def initials(names: List[str]) -> List[str]:
    """Initials, or what went wrong."""
    out = []
    for name in names:
        try:
            out.append(initial(name))
        except IndexError as error:
            out.append("(%s)" % error)
    return out


def parts(names: List[str]) -> List[str]:
    """First parts, or what went wrong."""
    out = []
    for name in names:
        try:
            out.append(first_part(tuple(name.split())))
        except IndexError as error:
            out.append("(%s)" % error)
    return out


def members(rng: random.Random, count: int) -> List[str]:
    """Names; some fields of the form were left empty."""
    names = ["Ada Lovelace", "Mary Somerville", "Caroline Herschel", " ", ""]
    return rng.choices(names, weights=[9, 9, 9, 1, 1], k=count)


def main() -> None:
    names = members(random.Random(1828), 120_000)
    for texts in (initials(names), parts(names)):
        counts = {}
        for text in texts:
            counts[text] = counts.get(text, 0) + 1
        print(sorted(counts.items()))


if __name__ == "__main__":
    main()
