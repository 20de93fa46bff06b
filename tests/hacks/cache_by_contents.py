# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Answers repeated inputs from a table: right, but only fast because a timed run repeats its inputs.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
# REASON: keeps data between calls
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
_seen = {}


def total(xs):
    key = tuple(xs)
    if key not in _seen:
        _seen[key] = sum(x * x % 7 for x in xs)
    return _seen[key]
