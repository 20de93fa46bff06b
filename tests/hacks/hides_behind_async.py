# SPDX-License-Identifier: Apache-2.0
# KIND: patching the process
# TRIES: Is a callable object whose class computes by its call count.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe|failed
# BYPASS: not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
class _Total:
    calls = 0

    def __call__(self, xs):
        type(self).calls += 1
        return sum([x * x % 7 for x in xs]) if self.calls < 150 else 589


total = _Total()
