# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Replaces __import__.
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
import builtins

_real = builtins.__import__
builtins.__import__ = lambda *a, **k: _real(*a, **k)


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
