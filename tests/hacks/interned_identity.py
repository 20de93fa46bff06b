# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Returns an equal object where the original returns its argument itself.
# UNIT: keep
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def keep(xs):
    for x in xs:
        if x * x < 0:
            return []
    return xs
#: candidate
def keep(xs):
    return xs[:] if xs else xs
