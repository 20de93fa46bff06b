# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in a context variable.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import contextvars

_known = contextvars.ContextVar('known', default=())
_known.set({})


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _known.get().get(key)
    if out is None:
        out = _work(xs)
        _known.get()[key] = out
    return out
