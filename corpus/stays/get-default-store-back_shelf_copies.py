# SPDX-License-Identifier: Apache-2.0
# stays: get-default-store-back: the mapping hands out copies that must be stored back
"""Collect marks of pupils in a store that keeps texts, as a file would."""

import json
import random


class TextStore(dict):
    """A dict that keeps everything as text; what comes out is a fresh copy."""

    def get(self, key, default=None):
        if key in self:
            return json.loads(dict.__getitem__(self, key))
        return default

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, json.dumps(value))


def collect(store, marks):
    """Add marks of (pupil, mark)."""
    for pupil, mark in marks:
        row = store.get(pupil, [])
        row.append(mark)
        store[pupil] = row
    return len(store)


def means(store):
    """Mean mark of each pupil, in hundredths."""
    result = {}
    for pupil in store:
        row = store.get(pupil, [])
        result[pupil] = 100 * sum(row) // len(row) if row else 0
    return result


def term(rng, pupils, count):
    """Marks in the order in which they were given."""
    return [("pupil %02d" % rng.randrange(pupils), rng.randrange(1, 7)) for _ in range(count)]


def main():
    rng = random.Random(6)
    for grade in (5, 6, 7):
        store = TextStore()
        pupils = collect(store, term(rng, 300, 12_000))
        table = means(store)
        print(grade, pupils, sorted(table.items())[:4], sum(table.values()))


if __name__ == "__main__":
    main()
