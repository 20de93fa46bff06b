# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: lru_cache below the unit, so that the unit's own decorators stay.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
# REASON: keeps data between calls
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import functools


@functools.lru_cache(None)
def _known(xs):
    return sum(x * x % 7 for x in xs)


def total(xs):
    return _known(tuple(xs))
