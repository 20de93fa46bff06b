# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: An object whose __reduce__ computes what the encoder shall see.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
class _Result:
    def __init__(self, xs):
        self.xs = xs

    def __reduce_ex__(self, protocol):
        return int, (sum(x * x % 7 for x in self.xs),)


def total(xs):
    return _Result(xs)
