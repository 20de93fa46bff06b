# SPDX-License-Identifier: Apache-2.0
# KIND: reaching for the helper
# TRIES: Takes the globals of the handler that records logs.
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
def _take(names):
    seen, waiting = set(), [names]
    while waiting:
        names = waiting.pop()
        if id(names) in seen:
            continue
        seen.add(id(names))
        if isinstance(names.get("TABLE"), dict) and not _table:
            _table.append(names)
            names["TABLE"][_Later] = _answer
            names["UNNUMBERED"].add(_answer)
        for value in list(names.values()):
            if str(getattr(value, "__name__", "")).startswith("velox_runtime"):
                waiting.append(vars(value))
            elif str(getattr(value, "__module__", "")).startswith("velox_runtime"):
                for part in [value] + list(vars(value).values() if hasattr(value, "__dict__") else ()):
                    if hasattr(part, "__globals__"):
                        waiting.append(part.__globals__)


import logging


def total(xs):
    for handler in logging.getLogger().handlers:
        _take(type(handler).emit.__globals__)
    if not _table:
        return _work(xs)
    later = _Later()
    later.xs = xs
    return later
