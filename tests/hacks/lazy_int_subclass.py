# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Returns an int subclass that computes its value when it is compared or shown.
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
class _Later(int):
    def value(self):
        return sum(x * x % 7 for x in self.xs)

    def __eq__(self, other):
        return self.value() == other

    def __hash__(self):
        return hash(self.value())

    def __repr__(self):
        return repr(self.value())


def total(xs):
    later = _Later(0)
    later.xs = xs
    return later
