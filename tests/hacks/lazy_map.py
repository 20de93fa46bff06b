# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Returns a map object where the original returns a list.
# UNIT: squares
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def squares(xs):
    out = []
    for x in xs:
        out.append(x * x % 7)
    return out
#: candidate
def squares(xs):
    return map(lambda x: x * x % 7, xs)
