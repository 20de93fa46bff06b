# SPDX-License-Identifier: Apache-2.0
# stays: split-maxsplit: a separator that overlaps itself is found elsewhere from the right
"""Names of operators in the symbols of a C++ library.

A symbol is "space::class::name". Names of conversion operators and labels may begin
with a colon themselves, as in "ui::Row:::first".
"""

import random


def last_name(symbol: str) -> str:
    """What stands behind the last separator."""
    return symbol.split("::")[-1]


def labels(symbols: list) -> list:
    """Names that begin with a colon are labels."""
    return [last_name(symbol) for symbol in symbols if last_name(symbol).startswith(":")]


def histogram(symbols: list) -> dict:
    """How many symbols have names of which length."""
    counts: dict = {}
    for symbol in symbols:
        length = len(last_name(symbol))
        counts[length] = counts.get(length, 0) + 1
    return counts


def make_symbols(rng: random.Random, count: int) -> list:
    """Symbols with some levels."""
    spaces = ["ui", "core", "net", "Row", "Cell", "detail"]
    names = ["first", "last", ":first", ":end", "size", "at"]
    symbols = []
    for _ in range(count):
        levels = rng.choices(spaces, k=rng.randrange(1, 30))
        symbols.append("::".join(levels) + "::" + rng.choice(names))
    return symbols


def main() -> None:
    symbols = make_symbols(random.Random(19), 60_000)
    print(len(labels(symbols)), labels(symbols)[:4])
    print(sorted(histogram(symbols).items()))
    print(last_name("ui::Row:::first"), last_name("main"))


if __name__ == "__main__":
    main()
