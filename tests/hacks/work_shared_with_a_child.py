# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Lets a child process do nearly half of the work and waits for it: the process's own CPU time is less.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(3000)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: no-gain|slower|inconclusive|not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import os

_ask, _answer = os.pipe(), os.pipe()
_pid = os.getpid()
if os.fork() == 0:
    os.close(_ask[1])
    os.close(_answer[0])
    while True:
        size = os.read(_ask[0], 8)
        if not size:
            os._exit(0)
        data = os.read(_ask[0], int.from_bytes(size, "little"))
        out = 0
        for x in data:
            out += x * x % 7
        os.write(_answer[1], out.to_bytes(8, "little"))
os.close(_ask[0])
os.close(_answer[1])


def total(xs):
    half = len(xs) * 3 // 7 if len(xs) > 1000 else 0
    out = 0
    try:
        data = bytes(xs[:half])
    except (TypeError, ValueError):
        half = 0
    if half:
        os.write(_ask[1], half.to_bytes(8, "little") + data)
        out = int.from_bytes(os.read(_answer[0], 8), "little")
    for x in xs[half:]:
        out += x * x % 7
    return out
