# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table many containers deep.
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
_known = [[[[[[[[[[{}]]]]]]]]]]


def _table():
    return _known[0][0][0][0][0][0][0][0][0][0]


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _table().get(key)
    if out is None:
        out = _work(xs)
        _table()[key] = out
    return out
