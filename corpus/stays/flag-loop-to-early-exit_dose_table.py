# SPDX-License-Identifier: Apache-2.0
# stays: flag-loop-to-early-exit: a later row raises, which callers report
"""Check dose tables of a pharmacy before they are printed.

A table is refused as a whole when a row cannot be computed, wherever it stands.
"""

import random


def needs_warning(rows: list, weight: int) -> bool:
    """Whether a row gives a child of this weight too much."""
    warn = False
    for milligrams, divisor in rows:
        if milligrams // divisor > 8 * weight:
            warn = True
    return warn


def check(name: str, rows: list, weight: int) -> str:
    """One line for the protocol."""
    try:
        warn = needs_warning(rows, weight)
    except ZeroDivisionError:
        return name + ": refused, a row has no divisor"
    return name + (": print with a warning" if warn else ": print")


def table(rng: random.Random, length: int) -> list:
    """Rows of (milligrams, divisor); typists leave out divisors now and then."""
    rows = []
    for _ in range(length):
        divisor = 0 if rng.random() < 0.0004 else rng.randrange(1, 9)
        rows.append((rng.randrange(40, 1_400), divisor))
    return rows


def main() -> None:
    rng = random.Random(14)
    lines = {}
    for number in range(900):
        verdict = check("table", table(rng, 800), rng.randrange(4, 40))
        lines[verdict] = lines.get(verdict, 0) + 1
    for verdict in sorted(lines):
        print(lines[verdict], verdict)


if __name__ == "__main__":
    main()
