# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps only the bound methods of the table, which are objects of C.
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
_get, _put = (lambda table: (table.get, table.__setitem__))({})


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _get(key)
    if out is None:
        out = _work(xs)
        _put(key, out)
    return out
