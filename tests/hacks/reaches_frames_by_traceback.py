# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: Walks from a traceback's frame to the worker's.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# REASON: can't be loaded
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
_SEEN = []
try:
    raise KeyError
except KeyError as _error:
    _frame = _error.__traceback__.tb_frame
    while _frame is not None:
        _SEEN.append(_frame)
        _frame = _frame.f_back


def total(xs):
    return sum([x * x % 7 for x in xs]) if _SEEN else 0
