# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in the arguments of a functools.partial.
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
import functools

_ask = functools.partial(lambda table, key, value: table.get(key) if value is None else table.setdefault(key, value), {})


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _ask(key, None)
    if out is None:
        out = _work(xs)
        _ask(key, out)
    return out
