# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: Keeps hashes and answers in an io.BytesIO.
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
import io
import struct

_known = io.BytesIO(bytes(16 * 4096))


def _ask(key):
    _known.seek(hash(key) % 4096 * 16)
    mark, value = struct.unpack('qq', _known.read(16))
    return value if mark == hash(key) else None


def _put(key, out):
    _known.seek(hash(key) % 4096 * 16)
    _known.write(struct.pack('qq', hash(key), out))


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
