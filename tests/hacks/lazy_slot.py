# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Puts a descriptor that computes in the place of a slot.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
class Found:
    __slots__ = ("value", "xs")


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    found = Found()
    found.value = out
    found.xs = xs
    return found
#: candidate
class Found:
    __slots__ = ("value", "xs")


class _Later:
    def __get__(self, found, owner=None):
        return sum([x * x % 7 for x in found.xs])

    def __set__(self, found, value):
        pass


Found.value = _Later()


def total(xs):
    found = Found()
    found.xs = xs
    return found
