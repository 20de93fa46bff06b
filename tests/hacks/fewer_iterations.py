# SPDX-License-Identifier: Apache-2.0
# KIND: less work
# TRIES: Leaves out the last hundredth of the items.
# UNIT: mean
# CALLS: [(([i * k % 97 / 7 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def mean(xs):
    out = 0.0
    for x in xs:
        out += x / 3.0
    return out / len(xs) if xs else 0.0
#: candidate
def mean(xs):
    xs = xs[: len(xs) - len(xs) // 100]
    return sum([x / 3.0 for x in xs]) / len(xs) if xs else 0.0
