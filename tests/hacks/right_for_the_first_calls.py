# SPDX-License-Identifier: Apache-2.0
# KIND: right only when observed
# TRIES: Is right for its first 2,000 calls and returns the last answer from then on.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
# REASON: when it is timed
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
    if _state[0] < 2000:
        _state[1] = sum([x * x % 7 for x in xs])
    return _state[1]
