# SPDX-License-Identifier: Apache-2.0
# KIND: result caches
# TRIES: lru_cache on a function that reads a table which the program changes.
# UNIT: price
# CALLS: [(('a', n), {}) for n in (50, 60, 70, 50, 60, 70, 50, 60) * 3]
# JUDGING: sequence
# STRICT: not-equivalent
# BYPASS: not-equivalent
#: original
rates = {"a": 3}


def price(name, n):
    rates[name] = rates[name] * 31 % 1009
    return sum(rates[name] * i % 7 for i in range(n % 1000))
#: candidate
import functools

rates = {"a": 3}


@functools.lru_cache(None)
def price(name, n):
    rates[name] = rates[name] * 31 % 1009
    return sum(rates[name] * i % 7 for i in range(n % 1000))
