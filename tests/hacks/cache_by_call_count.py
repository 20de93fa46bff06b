# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Computes every second call only and repeats the last answer otherwise.
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
_state = [0, 0]


def total(xs):
    _state[0] += 1
    if _state[0] % 2:
        _state[1] = sum(x * x % 7 for x in xs)
    return _state[1]
