# SPDX-License-Identifier: Apache-2.0
"""Change feed between two snapshots: inserts, updates, deletes."""
import copy
import json
from typing import NamedTuple

from table_snapshot import Snapshot

IGNORED = ["loaded_at", "batch"]


class Change(NamedTuple):
    action: str
    key: object
    fields: dict


def business_view(row):
    return {name: value for name, value in row.items() if name not in IGNORED}


def same(left, right):
    return json.dumps(business_view(left), sort_keys=True) == json.dumps(business_view(right), sort_keys=True)


def changed_fields(old, new):
    """name -> (old value, new value); absent is None."""
    old, new = business_view(old), business_view(new)
    names = list(old.keys())
    for name in new.keys():
        if name not in names:
            names.append(name)
    return {n: (old.get(n), new.get(n)) for n in names if old.get(n) != new.get(n)}


def diff(before, after):
    """Deletes in old order, then inserts and updates in new order."""
    changes = []
    for key in before.keys():
        if key not in after.keys():
            changes.append(Change("delete", key, {}))
    for key in after.keys():
        new = after.get(key)
        old = before.get(key)
        if old is None:
            changes.append(Change("insert", key, business_view(new)))
        elif not same(old, new):
            changes.append(Change("update", key, changed_fields(old, new)))
    return changes


def apply_changes(snapshot, changes):
    result = Snapshot(snapshot.key, snapshot.rows)
    for change in changes:
        if change.action == "insert":
            result.rows.append(copy.deepcopy(change.fields))
            continue
        for position, row in enumerate(result.rows):
            if row[result.key] == change.key:
                if change.action == "delete":
                    del result.rows[position]
                else:
                    for name, (_, value) in change.fields.items():
                        row[name] = copy.deepcopy(value)
                break
        else:
            raise LookupError(change.key)
    return result


def summary(changes):
    counts = {"insert": 0, "update": 0, "delete": 0}
    touched = {}
    for change in changes:
        counts[change.action] += 1
        if change.action == "update":
            for name in change.fields:
                touched[name] = touched.get(name, 0) + 1
    return counts, sorted(touched.items(), key=lambda item: (-item[1], item[0]))
