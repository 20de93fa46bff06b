# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in a module of the standard library.
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
import string

string.known = {}


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = string.known.get(key)
    if out is None:
        out = _work(xs)
        string.known[key] = out
    return out
