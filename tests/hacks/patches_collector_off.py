# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Switches the garbage collector off for good.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# REASON: collector
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import gc

gc.disable()


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
