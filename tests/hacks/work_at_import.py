# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Computes a large table at import so that calls only look up.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: no-gain|slower|inconclusive
# REASON: peak memory
#: original
def total(xs):
    out = 0
    for x in xs:
        for _ in range(3):
            y = x * x % 7
        out += y
    return out
#: candidate
_TABLE = [n * n % 7 for n in range(1500000)]


def total(xs):
    table = _TABLE
    out = 0
    for x in xs:
        out += table[x] if 0 <= x < 1500000 and x.__class__ is int else x * x % 7
    return out
