# SPDX-License-Identifier: Apache-2.0
import csv
import io

from guess_types import infer_type, is_null


def read_columns(text):
    rows = list(csv.reader(io.StringIO(text)))
    header, body = rows[0], rows[1:]
    return {name: [row[i] if i < len(row) else "" for row in body] for i, name in enumerate(header)}


def quantile(numbers, q):
    """Linear interpolation between closest ranks."""
    ordered = sorted(numbers)
    position = q * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def histogram(numbers, bins):
    low, high = min(numbers), max(numbers)
    width = (high - low) / bins or 1.0
    counts = [0] * bins
    for n in numbers:
        counts[min(int((n - low) / width), bins - 1)] += 1
    return counts


def common_values(cells, count):
    """Most common values with counts; equal counts in order of appearance."""
    found = []
    for cell in cells:
        for entry in found:
            if entry[0] == cell:
                entry[1] += 1
                break
        else:
            found.append([cell, 1])
    found.sort(key=lambda entry: -entry[1])
    return [tuple(entry) for entry in found[:count]]


def profile_column(cells):
    present = [c for c in cells if not is_null(c)]
    profile = {"type": infer_type(cells), "nulls": len(cells) - len(present), "distinct": len(set(present))}
    if profile["type"] in ("integer", "decimal"):
        numbers = [float(c.replace(",", ".")) for c in present]
        profile["quantiles"] = [quantile(numbers, q / 20) for q in range(21)]
        profile["histogram"] = histogram(numbers, 8)
    else:
        profile["common"] = common_values(present, 3)
        lengths = [len(c) for c in present]
        profile["longest"] = max(lengths) if lengths else 0
    return profile


def candidate_keys(columns):
    """Columns without nulls and without duplicates."""
    names = []
    for name, cells in columns.items():
        unique = True
        for cell in cells:
            if is_null(cell):
                unique = False
        if len(set(cells)) != len(cells):
            unique = False
        if unique:
            names.append(name)
    return names


def profile_csv(text):
    columns = read_columns(text)
    return {name: profile_column(cells) for name, cells in columns.items()}, candidate_keys(columns)
