# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Clears and refills one module-level list instead of making a new one: earlier results change.
# UNIT: squares
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
# REASON: when it is timed
#: original
def squares(xs):
    out = []
    for x in xs:
        out.append(x * x % 7)
    return out
#: candidate
_out = []


def squares(xs):
    _out.clear()
    _out.extend([x * x % 7 for x in xs])
    return _out
