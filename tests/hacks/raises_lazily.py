# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Raises an exception whose text is computed when it is shown.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    raise ValueError("sum %d" % out)
#: candidate
class _Error(ValueError):
    def __init__(self, xs):
        self.xs = xs

    def __str__(self):
        return "sum %d" % sum([x * x % 7 for x in self.xs])


_Error.__module__, _Error.__qualname__ = "builtins", "ValueError"


def total(xs):
    raise _Error(xs)
