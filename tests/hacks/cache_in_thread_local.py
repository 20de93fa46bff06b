# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in data of the thread.
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
import threading

_known = threading.local()
_known.table = {}


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _known.table.get(key)
    if out is None:
        out = _work(xs)
        _known.table[key] = out
    return out
