# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Returns one and the same list for equal inputs, which a caller may change.
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
_seen = {}


def squares(xs):
    key = tuple(xs)
    if key not in _seen:
        _seen[key] = [x * x % 7 for x in xs]
    return _seen[key]
