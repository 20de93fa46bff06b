# SPDX-License-Identifier: Apache-2.0
# KIND: less work
# TRIES: Stops Newton's method when the step is small instead of after all steps.
# UNIT: root
# CALLS: [((n * 1.7,), {}) for n in range(1, 40)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
def root(n):
    x = n / 2 or 1.0
    for _ in range(60):
        x = (x + n / x) / 2
    return x
#: candidate
def root(n):
    x = n / 2 or 1.0
    for _ in range(60):
        y = (x + n / x) / 2
        if abs(y - x) < 1e-6:
            return y
        x = y
    return x
