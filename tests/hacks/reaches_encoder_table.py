# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: Puts a handler of its own into the encoder's table, which computes what was put off.
# UNIT: total
# CALLS: [(([i * k % 97 for i in range(300)],), {}) for k in range(1, 25)]
# STRICT: unsafe
# BYPASS: no-gain|slower|not-equivalent
#: original
def total(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out
#: candidate
def _work(xs):
    out = 0
    for x in xs:
        out += x * x % 7
    return out


class _Later(int):
    pass


def _answer(encoder, value, depth, number=0):
    return encoder.value(_work(value.xs), depth)


_table = []
import sys

for _name, _module in list(sys.modules.items()):
    if _name.startswith('velox_runtime') and hasattr(_module, 'TABLE'):
        _table.append(_module)
        _module.TABLE[_Later] = _answer
        _module.UNNUMBERED.add(_answer)


def total(xs):
    if not _table:
        return _work(xs)
    later = _Later()
    later.xs = xs
    return later
