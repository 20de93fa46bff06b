# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Prints nothing.
# UNIT: show
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def show(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    print("total", out)
    return out
#: candidate
def show(xs):
    return sum([x * x % 7 for x in xs])
