# SPDX-License-Identifier: Apache-2.0
# KIND: right only in the harness
# TRIES: Computes under the worker's command line only; in the program it returns nothing of worth.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# BYPASS BY: the whole workload
# REASON: with all changes
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import sys


def total(xs):
    if '--fd' in sys.orig_argv:
        return sum([x * x % 7 for x in xs])
    return 0
#: file main.py
import m

rows = [[i * k % 97 for i in range(300)] for k in range(1, 400)]
print([m.total(row) for row in rows][::40])
