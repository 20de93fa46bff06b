# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in a class that says it is of another module.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
class Known:
    __module__ = 'string'
    table = {}


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = Known.table.get(key)
    if out is None:
        out = _work(xs)
        Known.table[key] = out
    return out
