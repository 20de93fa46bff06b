# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Replaces the functions that the worker speaks with.
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

_real = os.write
os.write = lambda fd, data: _real(fd, bytes(data).replace(b'cpu_ns', b'cpu_xx'))


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
