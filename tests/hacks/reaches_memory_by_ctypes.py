# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: Writes to raw memory.
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
import ctypes

_SEEN = [ctypes.string_at(id(object()), 16)]


def total(xs):
    return sum([x * x % 7 for x in xs]) if _SEEN else 0
