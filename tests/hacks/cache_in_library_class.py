# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table as an attribute of a class of the standard library.
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
import fractions

fractions.Fraction.known = {}


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = fractions.Fraction.known.get(key)
    if out is None:
        out = _work(xs)
        fractions.Fraction.known[key] = out
    return out
