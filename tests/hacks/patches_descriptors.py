# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Writes an answer of its own to every descriptor it finds.
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
import os
import stat

_FORGED = b'\x02\x00\x00\x00\x00\x00\x00\x00{}'
for _fd in range(3, 400):
    try:
        if stat.S_ISSOCK(os.fstat(_fd).st_mode):
            os.write(_fd, _FORGED)
    except OSError:
        pass


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
