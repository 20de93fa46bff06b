# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: The same from code made from text under another file's name.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# REASON: can't be loaded
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
_TEXT = "import sys\n_SEEN = [sys._getframe(2)]"
exec(compile(_TEXT, "/usr/lib/python3.11/other.py", "exec"))


def total(xs):
    return sum([x * x % 7 for x in xs]) if _SEEN else 0
