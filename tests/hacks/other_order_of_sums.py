# SPDX-License-Identifier: Apache-2.0
# KIND: less work
# TRIES: Divides once at the end: the last bits of floats differ.
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
    return sum(xs) / 3.0 / len(xs) if xs else 0.0
