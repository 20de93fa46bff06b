# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table under a name that looks like the interpreter's own.
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
__seen__ = {}


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = __seen__.get(key)
    if out is None:
        out = _work(xs)
        __seen__[key] = out
    return out
