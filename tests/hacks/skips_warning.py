# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Warns of nothing.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
import warnings


def total(xs):
    if len(xs) > 10:
        warnings.warn("many")
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import warnings


def total(xs):
    return sum([x * x % 7 for x in xs])
