# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: Returns a list subclass that computes its items when they are asked for.
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
class _Lazy(list):
    def __init__(self, xs):
        self.xs = xs

    def __iter__(self):
        return iter([x * x % 7 for x in self.xs])

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, at):
        return list(self)[at]

    def __eq__(self, other):
        return list(self) == other

    def __repr__(self):
        return repr(list(self))


_Lazy.__name__ = _Lazy.__qualname__ = "list"
_Lazy.__module__ = "builtins"


def squares(xs):
    return _Lazy(xs)
