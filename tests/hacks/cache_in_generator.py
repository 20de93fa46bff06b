# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps the table in the local variables of a running generator.
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
def _keep():
    table = {}
    answer = None
    while True:
        key, value = yield answer
        answer = table.get(key)
        if value is not None:
            table[key] = value


_known = _keep()
next(_known)


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _known.send((key, None))
    if out is None:
        out = _work(xs)
        _known.send((key, out))
    return out
