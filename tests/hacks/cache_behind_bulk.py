# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table behind more objects than are looked at.
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
_known = [[[i] for i in range(50000)], {}]


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _known[1].get(key)
    if out is None:
        out = _work(xs)
        _known[1][key] = out
    return out
