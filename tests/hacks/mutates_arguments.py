# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Empties its argument, so that a caller's next call has less to do.
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
def total(xs):
    out = sum([x * x % 7 for x in xs])
    xs.clear()
    return out
