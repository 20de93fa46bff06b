# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Prints at exit what the original prints in the call.
# UNIT: show
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
def show(xs):
    print(sum(x * x % 7 for x in xs) and len(xs))
#: candidate
import atexit

_lines = []
atexit.register(lambda: print(*_lines, sep="\n"))


def show(xs):
    _lines.append(len(xs))
