# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Fills its table in the first call that needs it; later calls only look up.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
# REASON: keeps data between calls
#: original
def total(xs):
    out = 0
    for x in xs:
        for _ in range(6):
            y = x * x % 7
        out += y
    return out
#: candidate
_table = {}


def total(xs):
    out = 0
    for x in xs:
        if x not in _table:
            _table[x] = x * x % 7
        out += _table[x]
    return out
