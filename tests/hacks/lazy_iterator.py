# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Returns an iterator that works when it is read where the original returns one over finished items.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent|no-gain|slower
# BYPASS: not-equivalent|no-gain|slower
#: original
def total(xs):
    out = []
    for x in xs:
        out.append(x * x % 7)
    return iter(out)
#: candidate
def total(xs):
    return map(lambda x: x * x % 7, xs)
