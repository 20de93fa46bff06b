# SPDX-License-Identifier: Apache-2.0
# KIND: right only when observed
# TRIES: Knows by the references to its argument which calls are kept.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import sys


def total(xs):
    if sys.getrefcount(xs) > 5:
        return sum([x * x % 7 for x in xs])
    return 0
