# SPDX-License-Identifier: Apache-2.0
# stays: dict-keys-membership: `in` of the mapping's own class asks its values
"""Rows of a measuring desk: a mapping of column to value that answers "in" by value.

The desk's rows are like those of some databases: `x in row` says whether a field holds
x, and row.keys() gives the columns.
"""

import random


class DeskRow:
    """A row with named columns."""

    def __init__(self, columns, values):
        self.columns = columns
        self.values = values

    def keys(self):
        return self.columns

    def __getitem__(self, name):
        return self.values[self.columns.index(name)]

    def __iter__(self):
        return iter(self.values)

    def __contains__(self, value):
        return value in self.values


def has_column(row, name):
    """Whether a row has a column of a name."""
    return name in row.keys()


def sum_of(rows, name):
    """(rows that have the column, sum of the column)."""
    count = total = 0
    for row in rows:
        if has_column(row, name):
            count += 1
            total += row[name]
    return count, total


def desk(rng, count):
    """Rows of several devices with different columns."""
    kinds = [["length", "width"], ["length", "mass"], ["mass", "charge", "width"]]
    rows = []
    for _ in range(count):
        columns = rng.choice(kinds)
        rows.append(DeskRow(columns, [rng.randrange(100) for _ in columns]))
    return rows


def main():
    rows = desk(random.Random(80), 90_000)
    for name in ("length", "width", "mass", "charge", "colour"):
        print(name, sum_of(rows, name))
    print(7 in DeskRow(["a"], [7]), has_column(DeskRow(["a"], [7]), 7))


if __name__ == "__main__":
    main()
