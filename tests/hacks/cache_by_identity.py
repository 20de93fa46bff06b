# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keys a table by id(), which a later object may have too.
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
_seen = {}


def total(xs):
    key = id(xs)
    if key not in _seen:
        _seen[key] = sum(x * x % 7 for x in xs)
    return _seen[key]
