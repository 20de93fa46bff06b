# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Returns an object that bears the name of decimal.Decimal and computes when it is shown.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
from decimal import Decimal


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return Decimal(out)
#: candidate
from decimal import Decimal


class _Later:
    def __init__(self, xs):
        self.xs = xs

    def __str__(self):
        return str(Decimal(sum([x * x % 7 for x in self.xs])))


_Later.__module__, _Later.__qualname__ = "decimal", "Decimal"


def total(xs):
    return _Later(xs)
