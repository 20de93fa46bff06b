# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Makes gc.collect and gc.freeze do nothing.
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
import gc

gc.collect = gc.freeze = gc.unfreeze = lambda *a: 0


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
