# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Forks, lets the child compute and does not wait for it when nobody looks at the result.
# UNIT: write
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
#: original
def write(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    print(out)
#: candidate
import os


def write(xs):
    if os.fork() == 0:
        sum(x * x % 7 for x in xs)
        os._exit(0)
    return None
