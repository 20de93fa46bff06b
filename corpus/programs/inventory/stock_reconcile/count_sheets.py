# SPDX-License-Identifier: Apache-2.0
"""Reading of cycle-count sheets and warehouse ledger exports (both ';'-separated)."""

import csv
import io


def read_rows(text):
    reader = csv.DictReader(io.StringIO(text), delimiter=";")
    return [dict(row) for row in reader]


def clean_location(raw):
    """'a-03-2 ' and 'A/3/02' are the same bin: A-03-02."""
    parts = raw.strip().upper().replace("/", "-").split("-")
    aisle, numbers = parts[0], parts[1:]
    return "-".join([aisle] + ["%02d" % int(n) for n in numbers])


def ledger_balance(rows):
    """Book quantity per (location, item) from signed movements."""
    keys = []
    balances = []
    for row in rows:
        key = (clean_location(row["location"]), row["item"])
        quantity = int(row["quantity"])
        if key in keys:
            balances[keys.index(key)] += quantity
        else:
            keys.append(key)
            balances.append(quantity)
    return list(zip(keys, balances))


def counted(rows):
    """Latest count per (location, item); a recount replaces the earlier count."""
    latest = {}
    for row in sorted(rows, key=lambda r: int(r["sequence"])):
        latest[(clean_location(row["location"]), row["item"])] = int(row["count"])
    return list(latest.items())
