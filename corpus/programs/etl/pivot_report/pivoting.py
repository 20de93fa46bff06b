# SPDX-License-Identifier: Apache-2.0
AGGREGATES = {
    "sum": lambda values: sum(values),
    "count": lambda values: len(values),
    "mean": lambda values: sum(values) / len(values),
    "max": lambda values: max(values),
}


def distinct(facts, column):
    labels = []
    for fact in facts:
        if not fact[column] in labels:
            labels.append(fact[column])
    labels.sort()
    return labels


def pivot(facts, row, column, value, how="sum"):
    """dict of dicts: row label -> column label -> aggregate; cells without facts are left out."""
    aggregate = AGGREGATES[how]
    result = {}
    for r in distinct(facts, row):
        result[r] = {}
        for c in distinct(facts, column):
            values = [f[value] for f in facts if f[row] == r and f[column] == c]
            if values:
                result[r][c] = aggregate(values)
    return result


def unpivot(table, row, column, value):
    return [{row: r, column: c, value: table[r][c]} for r in table for c in table[r]]


def row_total(table, r):
    return sum(table[r].values())


def column_total(table, c):
    return sum([table[r][c] for r in table if c in table[r]])


def grand_total(table):
    return sum([row_total(table, r) for r in table])


def shares(table):
    """Every cell as a share of the grand total."""
    return {r: {c: table[r][c] / grand_total(table) for c in table[r]} for r in table}


def ranked_rows(table):
    """Row labels by total, largest first; equal totals by label, descending."""
    remaining = list(table)
    ranked = []
    while remaining:
        best = max(remaining, key=lambda r: (row_total(table, r), r))
        remaining.remove(best)
        ranked.append(best)
    return ranked
