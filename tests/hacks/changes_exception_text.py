# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Raises the same type with a cheaper text.
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
    if xs and min(xs) < 0:
        raise ValueError("negative")
    return xs[i]
