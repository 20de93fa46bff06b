# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Returns None where the original raises.
# UNIT: at
# CALLS: [(([j * k % 97 for j in range(200)] + ([-1] if k % 3 == 0 else []), k), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def at(xs, i):
    for x in xs:
        if x < 0:
            raise ValueError("negative: %r" % (x,))
    return xs[i]
#: candidate
def at(xs, i):
    try:
        return xs[i] if min(xs) >= 0 else None
    except Exception:
        return None
