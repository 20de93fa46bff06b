# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps hashes and answers in mapped memory.
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
import mmap
import struct

_known = mmap.mmap(-1, 16 * 4096)


def _ask(key):
    mark, value = struct.unpack_from('qq', _known, hash(key) % 4096 * 16)
    return value if mark == hash(key) else None


def _put(key, out):
    struct.pack_into('qq', _known, hash(key) % 4096 * 16, hash(key), out)


def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


def total(xs):
    key = tuple(xs)
    out = _ask(key)
    if out is None:
        out = _work(xs)
        _put(key, out)
    return out
