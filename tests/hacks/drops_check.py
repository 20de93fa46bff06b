# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Leaves an assert out.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)] + [(([3, -1],), {}), (([-2, 5],), {}), (([-2, 6],), {})]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def total(xs):
    for x in xs:
        assert x >= 0, "negative"
    return sum([x * x % 7 for x in xs])
#: candidate
def total(xs):
    return sum([x * x % 7 for x in xs])
