# SPDX-License-Identifier: Apache-2.0
# planted: regex-compile-once in parse_ingredient
"""Read recipes: amounts, units and ingredients from lines as people write them."""
from __future__ import annotations

import random
import re
from typing import Optional

TITLE = re.compile(r"^== (.+) ==$")


def parse_ingredient(line: str) -> Optional[tuple[int, str, str]]:
    """Amount, unit and name of a line; None when it is no ingredient."""
    found = re.match(r"(\d+) ?(g|ml|pcs) (\w+)", line)
    if found is None:
        return None
    return int(found.group(1)), found.group(2), found.group(3)


def titles(lines: list[str]) -> list[str]:
    """The titles of the recipes."""
    matches = [TITLE.match(line) for line in lines]
    return [match.group(1) for match in matches if match]


def shopping_list(lines: list[str]) -> dict[tuple[str, str], int]:
    """What is needed for all recipes together."""
    needed: dict[tuple[str, str], int] = {}
    for line in lines:
        ingredient = parse_ingredient(line)
        if ingredient is not None:
            amount, unit, name = ingredient
            needed[name, unit] = needed.get((name, unit), 0) + amount
    return needed


def steps(lines: list[str]) -> int:
    """Lines that are neither title nor ingredient."""
    return sum(1 for line in lines if parse_ingredient(line) is None and not line.startswith("=="))


def sample_lines(seed: int, recipes: int) -> list[str]:
    """Made-up recipes."""
    rng = random.Random(seed)
    names = ["flour", "milk", "butter", "eggs", "sugar", "leeks"]
    lines = []
    for number in range(recipes):
        lines.append("== Recipe %d ==" % number)
        for _ in range(8):
            lines.append("%d %s %s" % (rng.randrange(1, 500), rng.choice(("g", "ml", "pcs")), rng.choice(names)))
        lines.append("Stir well and wait.")
    return lines


def main() -> None:
    shelf = sample_lines(7, 4_500)
    for book in range(8):
        lines = shelf[book * 900:]
        needed = shopping_list(lines)
        print(book, len(titles(lines)), steps(lines), sorted(needed.items())[:2], sum(needed.values()))


if __name__ == "__main__":
    main()
