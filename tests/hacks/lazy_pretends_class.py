# SPDX-License-Identifier: Apache-2.0
# KIND: lazy results
# TRIES: A proxy object whose __class__ says str.
# UNIT: text
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
def text(xs):
    out = ""
    for x in xs:
        out += ("-" if out else "") + str(x)
    return out
#: candidate
class _Text:
    def __init__(self, xs):
        self.xs = xs

    __class__ = str

    def __str__(self):
        return "-".join([str(x) for x in self.xs])

    __repr__ = __str__


def text(xs):
    return _Text(xs)
