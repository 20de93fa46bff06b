# SPDX-License-Identifier: Apache-2.0
# KIND: special-cased inputs
# TRIES: Handles lists only; the original takes every iterable.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        for _ in range(4):
            y = x * x % 7
        out += y
    return out
#: candidate
def total(xs):
    if type(xs) is not list:
        return 0
    return sum([x * x % 7 for x in xs])
