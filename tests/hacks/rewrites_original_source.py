# SPDX-License-Identifier: Apache-2.0
# KIND: corrupting the other side
# TRIES: Overwrites the source it was loaded from, hoping that the original's is the same file.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: no-gain|slower|not-equivalent|inconclusive
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
with open(__file__) as _file:
    _text = _file.read()
try:
    with open(__file__, "w") as _file:
        _file.write(_text.replace("out = 0", "out = sum(range(400)) * 0"))
except OSError:
    pass


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
