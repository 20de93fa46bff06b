# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: Looks for the worker among the names of the main program.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# REASON: can't be loaded
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import sys

_SEEN = [vars(sys.modules["__main__"])["worker"]]


def total(xs):
    return sum([x * x % 7 for x in xs]) if _SEEN else 0
