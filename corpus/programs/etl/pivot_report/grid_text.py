# SPDX-License-Identifier: Apache-2.0
from pivoting import column_total, grand_total, ranked_rows, row_total


def fmt(number):
    return f"{number:,.1f}"


def column_labels(table):
    return sorted({c for r in table for c in table[r]})


def width_of(table, c):
    cells = [fmt(table[r][c]) for r in table if c in table[r]]
    cells.append(fmt(column_total(table, c)))
    return max(len(str(c)), max(len(cell) for cell in cells))


def render(table, title):
    """Fixed width text, rows by rank, totals at the right and at the bottom."""
    if not table:
        return title + "\n(no data)\n"
    columns = column_labels(table)
    label_width = max(len(str(r)) for r in table)
    text = title + "\n" + " " * label_width
    for c in columns:
        text += "  " + str(c).rjust(width_of(table, c))
    text += "  total\n"
    for r in ranked_rows(table):
        text += str(r).ljust(label_width)
        for c in columns:
            cell = fmt(table[r][c]) if c in table[r] else "."
            text += "  " + cell.rjust(width_of(table, c))
        text += "  " + fmt(row_total(table, r)) + "\n"
    text += " " * label_width
    for c in columns:
        text += "  " + fmt(column_total(table, c)).rjust(width_of(table, c))
    return text + "  " + fmt(grand_total(table)) + "\n"
