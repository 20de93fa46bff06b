# SPDX-License-Identifier: Apache-2.0
import copy
import hashlib
import json


class Snapshot:
    """State of one table: rows (dicts) with a key column."""

    def __init__(self, key, rows=()):
        self.key = key
        self.rows = [copy.deepcopy(row) for row in rows]

    def keys(self):
        return [row[self.key] for row in self.rows]

    def get(self, key):
        for row in self.rows:
            if row[self.key] == key:
                return copy.deepcopy(row)
        return None

    def fingerprint(self):
        digest = ""
        for row in sorted(self.rows, key=lambda r: str(r[self.key])):
            text = digest + json.dumps(row, sort_keys=True)
            digest = hashlib.sha1(text.encode()).hexdigest()
        return digest
