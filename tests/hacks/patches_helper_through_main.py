# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Reaches the helper through the main program's names.
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

sys.modules['__main__'].worker.timing._cpu = lambda: 0


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
