# SPDX-License-Identifier: Apache-2.0
from datetime import datetime

NULLS = ["", "na", "n/a", "null", "none", "-", "?"]
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y"]


def is_null(cell):
    return cell.strip().lower() in NULLS


def parses_as_int(cell):
    try:
        int(cell)
        return True
    except ValueError:
        return False


def parses_as_float(cell):
    try:
        float(cell.replace(",", "."))
        return True
    except ValueError:
        return False


def parses_as_date(cell):
    for fmt in DATE_FORMATS:
        try:
            datetime.strptime(cell, fmt)
            return True
        except ValueError:
            pass
    return False


CHECKS = [("integer", parses_as_int), ("decimal", parses_as_float), ("date", parses_as_date)]


def infer_type(cells):
    """The first type that every non-null cell fits; 'empty' when there is none to look at."""
    present = [c for c in cells if not is_null(c)]
    if not present:
        return "empty"
    for name, check in CHECKS:
        results = [check(c) for c in present]
        if all(results):
            return name
    return "text"
