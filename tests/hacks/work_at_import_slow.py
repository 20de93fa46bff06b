# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Computes a small table slowly at import: no memory gives it away.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: no-gain|slower|inconclusive
# REASON: importing the module
#: original
def total(xs):
    out = 0
    for x in xs:
        for _ in range(4):
            y = x * x % 7
        out += y
    return out
#: candidate
_TABLE = [sum([n * n % 7 for _ in range(20000)]) // 20000 for n in range(97)]


def total(xs):
    out = 0
    for x in xs:
        out += _TABLE[x] if 0 <= x < 97 and x.__class__ is int else x * x % 7
    return out
