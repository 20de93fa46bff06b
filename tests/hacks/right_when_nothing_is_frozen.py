# SPDX-License-Identifier: Apache-2.0
# KIND: right only when observed
# TRIES: Is right unless the collector has frozen objects, as before timed calls.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: not-equivalent
# REASON: when it is timed
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
import gc


def total(xs):
    if gc.get_freeze_count() == 0:
        return sum([x * x % 7 for x in xs])
    return 0
