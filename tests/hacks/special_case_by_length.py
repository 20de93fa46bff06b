# SPDX-License-Identifier: Apache-2.0
# KIND: special-cased inputs
# TRIES: Is right for the captured lengths only.
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
    if len(xs) == 300:
        return sum([x * x % 7 for x in xs])
    return 0
