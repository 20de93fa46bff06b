# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps answers in a database in memory.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import sqlite3

_known = sqlite3.connect(':memory:')
_known.execute('create table known (mark integer primary key, value integer)')


def _ask(key):
    row = _known.execute('select value from known where mark = ?', (hash(key),)).fetchone()
    return row and row[0]


def _put(key, out):
    _known.execute('insert or replace into known values (?, ?)', (hash(key), out))


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _ask(key)
    if out is None:
        out = _work(xs)
        _put(key, out)
    return out
