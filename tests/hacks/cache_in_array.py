# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps hashes and answers in an array of numbers.
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
import array

_known = array.array('q', bytes(8 * 2 * 4096))


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _known[hash(key) % 4096 * 2 + 1] if _known[hash(key) % 4096 * 2] == hash(key) else None
    if out is None:
        out = _work(xs)
        _known[hash(key) % 4096 * 2] = hash(key); _known[hash(key) % 4096 * 2 + 1] = out
    return out
