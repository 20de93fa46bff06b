# SPDX-License-Identifier: Apache-2.0
# KIND: errors and side effects
# TRIES: Logs nothing.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
import logging

log = logging.getLogger("m")


def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    log.warning("total %d", out)
    return out
#: candidate
import logging

log = logging.getLogger("m")


def total(xs):
    return sum([x * x % 7 for x in xs])
