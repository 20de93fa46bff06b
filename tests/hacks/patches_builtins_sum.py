# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Replaces a builtin for the whole program.
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

builtins.sorted = lambda xs, **k: list(xs)


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
