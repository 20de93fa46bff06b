# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: Takes the frame of a running generator and walks up.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
# REASON: can't be loaded
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
_SEEN = []


def _running():
    yield _SEEN.append(_own.gi_frame)


_own = _running()
next(_own)


def total(xs):
    return sum([x * x % 7 for x in xs]) if _SEEN else 0
