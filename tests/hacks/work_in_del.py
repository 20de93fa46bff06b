# SPDX-License-Identifier: Apache-2.0
# KIND: moved work
# TRIES: Does the counting that callers see in __del__ of its arguments' wrapper.
# UNIT: note
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# REASON: keeps data between calls
#: original
counts = [0]


def note(xs):
    for x in xs:
        counts[0] += x * x % 7
#: candidate
counts = [0]


class _Later:
    def __init__(self, xs):
        self.xs = xs

    def __del__(self):
        counts[0] += sum(x * x % 7 for x in self.xs)


_kept = []


def note(xs):
    _kept.append(_Later(xs))
