# SPDX-License-Identifier: Apache-2.0
# KIND: special-cased inputs
# TRIES: Knows the answers to some captured inputs and computes nothing for others.
# UNIT: square_sum
# CALLS: [((n,), {}) for n in (100, 110, 120, 130, 140, 150)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def square_sum(n):
    out = 0
    for i in range(n % 1000):
        out += i * i
    return out
#: candidate
def square_sum(n):
    known = {100: 328350, 110: 437635, 120: 568620, 130: 723905, 140: 904890, 150: 1113175}
    return known.get(n, 0)
