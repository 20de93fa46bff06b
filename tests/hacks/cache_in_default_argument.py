# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in a mutable default of a helper function.
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
def _known(key, xs, table={}):
    if key not in table:
        table[key] = sum(x * x % 7 for x in xs)
    return table[key]


def total(xs):
    return _known(tuple(xs), xs)
