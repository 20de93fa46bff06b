# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Replaces its own code after some calls.
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
def _fast(xs):
    return 589


_count = iter(range(150))


def total(xs):
    if next(_count, None) is None:
        total.__code__ = _fast.__code__
    out = 0
    for x in xs:
        out += x * x % 7
    return out
