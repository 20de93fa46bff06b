# SPDX-License-Identifier: Apache-2.0
# stays: split-maxsplit: the piece that is asked for moves when the pieces are limited
"""Read recipes that were typed on one line: "dish - step - step - remark".

A recipe with too few parts has no remark; the cook asks for the last but one step, and
for all parts from the third on.
"""

import random
from typing import List


def last_step(line: str) -> str:
    """The step before the remark, by number from the front."""
    pieces = line.split(" - ")
    return pieces[len(pieces) - 2]


def from_third(line: str) -> List[str]:
    """The parts from the third on."""
    return line.split(" - ")[2:]


def every_other(line: str) -> List[str]:
    """The first of four parts and every second after it."""
    return line.split(" - ")[0::2]


def wide(line: str, sep: str) -> str:
    """The last part, for a separator that the typist chose."""
    return line.split(sep)[-1]


def recipes(rng: random.Random, count: int) -> List[str]:
    """Lines with some steps."""
    steps = ["stir", "boil", "let rest", "fold in - gently", "bake"]
    lines = []
    for number in range(count):
        chosen = rng.choices(steps, k=rng.randrange(1, 30))
        lines.append("dish %d - " % number + " - ".join(chosen) + " - serve warm ----")
    return lines


def main() -> None:
    lines = recipes(random.Random(51), 14_000)
    counts: dict = {}
    for line in lines:
        step = last_step(line)
        counts[step] = counts.get(step, 0) + len(from_third(line)) + len(every_other(line))
    print(sorted(counts.items()))
    for sep in (" - ", "--", "---"):
        print(repr(sep), repr(wide(lines[0], sep)), sum(len(wide(line, sep)) for line in lines))


if __name__ == "__main__":
    main()
