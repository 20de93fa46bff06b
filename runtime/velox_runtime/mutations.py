# SPDX-License-Identifier: Apache-2.0
"""Changes of one value that keep its type. Each row is (name, function of value and random generator)."""
import enum
from collections import deque

_LETTERS = ("a", "Z", "0", " ", "\n", "\t", "\u00e9", "\u00df", "\u0130", "\u4e2d", "\U0001f600", "e\u0301", "'", '"', "\\", ",", "\0")
_TEXTS = ("\u00e9\u00df\u4e2d\U0001f600", "a\u0301b", "\u0130\u017f\ufb01", "\u0663\u00b2", "\u05d0\u202e1", " \t\n", "None", "0", "-1", "a" * 64)


def _shuffled(items, rng):
    items = list(items)
    rng.shuffle(items)
    return items


def _without(items, index):
    items = list(items)
    del items[index]
    return items


def _with_copy(items, rng):
    items = list(items)
    items.insert(rng.randrange(len(items) + 1), rng.choice(items))
    return items


def _same_neighbour(items, rng):
    items = list(items)
    at = rng.randrange(len(items))
    items[at] = rng.choice(items)
    return items


def _rounding(items, rng):
    """Floats whose sum depends on the order and the way of adding."""
    if not items or any(type(x) is not float for x in items):
        raise TypeError("no floats")
    return rng.choice(([0.1] * 10, [1e16, 1.0, -1e16], list(items) + [1e100, 1.0, -1e100]))


_SEQUENCE = (
    ("empty", lambda v, r: []), ("one element", lambda v, r: [r.choice(list(v))]),
    ("first element dropped", lambda v, r: _without(v, 0)), ("last element dropped", lambda v, r: _without(v, -1)),
    ("an element dropped", lambda v, r: _without(v, r.randrange(len(v)))),
    ("reversed", lambda v, r: list(v)[::-1]), ("shuffled", lambda v, r: _shuffled(v, r)),
    ("an element duplicated", _with_copy), ("an element overwritten by another", _same_neighbour),
    ("all elements the same", lambda v, r: [r.choice(list(v))] * len(v)),
    ("every element twice", lambda v, r: [x for x in v for _ in (0, 1)]), ("repeated", lambda v, r: list(v) * 2),
    ("sorted", lambda v, r: sorted(v)), ("sorted backwards", lambda v, r: sorted(v, reverse=True)),
    ("repeated eight times", lambda v, r: list(v) * 8), ("floats that round", lambda v, r: _rounding(v, r)),
)

_INT = (
    ("0", lambda v, r: 0), ("1", lambda v, r: 1), ("-1", lambda v, r: -1), ("plus one", lambda v, r: v + 1),
    ("minus one", lambda v, r: v - 1), ("negated", lambda v, r: -v), ("doubled", lambda v, r: v * 2),
    ("halved", lambda v, r: v // 2), ("nearby", lambda v, r: v + r.randint(-10, 10)),
    ("256", lambda v, r: 256), ("big", lambda v, r: r.choice((2 ** 31, 2 ** 63, -2 ** 63 - 1, 10 ** 20))),
)

_FLOAT = (
    ("0.0", lambda v, r: 0.0), ("-0.0", lambda v, r: -0.0), ("1.0", lambda v, r: 1.0), ("negated", lambda v, r: -v),
    ("doubled", lambda v, r: v * 2), ("plus 0.1", lambda v, r: v + 0.1), ("nearby", lambda v, r: v * (1 + r.uniform(-1e-3, 1e-3))),
    ("huge", lambda v, r: 1e308), ("tiny", lambda v, r: 5e-324), ("inf", lambda v, r: float("inf")), ("-inf", lambda v, r: float("-inf")),
    ("nan", lambda v, r: float("nan")),
)

_STR = (
    ("empty", lambda v, r: ""), ("one character", lambda v, r: r.choice(v) if v else r.choice(_LETTERS)),
    ("reversed", lambda v, r: v[::-1]), ("repeated", lambda v, r: v * 2), ("first character dropped", lambda v, r: v[1:]),
    ("last character dropped", lambda v, r: v[:-1]), ("a character put in", lambda v, r: _put_in(v, r)),
    ("upper case", lambda v, r: v.upper()), ("lower case", lambda v, r: v.lower()), ("shuffled", lambda v, r: "".join(_shuffled(v, r))),
    ("space around", lambda v, r: " " + v + " "), ("line end added", lambda v, r: v + "\n"),
    ("unicode", lambda v, r: r.choice(_TEXTS)), ("unicode put in", lambda v, r: v + r.choice(_TEXTS)),
    ("repeated eight times", lambda v, r: v * 8),
)

_BYTES = (
    ("empty", lambda v, r: b""), ("one byte", lambda v, r: bytes([r.randrange(256)])), ("reversed", lambda v, r: v[::-1]),
    ("repeated", lambda v, r: v * 2), ("first byte dropped", lambda v, r: v[1:]), ("last byte dropped", lambda v, r: v[:-1]),
    ("a byte changed", lambda v, r: _byte_changed(v, r)), ("zero byte added", lambda v, r: v + b"\0"),
    ("high bytes added", lambda v, r: v + b"\xff\xfe"),
)


def _put_in(value, rng):
    at = rng.randrange(len(value) + 1)
    return value[:at] + rng.choice(_LETTERS) + value[at:]


def _byte_changed(value, rng):
    at = rng.randrange(len(value))
    return value[:at] + bytes([rng.randrange(256)]) + value[at + 1:]


def _dict_changes(value, rng):
    keys = list(value)
    items = list(value.items())
    choice = rng.randrange(7)
    if choice == 0:
        return "empty", {}
    if not keys:
        return None
    if choice == 1:
        return "one item", dict([rng.choice(items)])
    if choice == 2:
        gone = rng.choice(keys)
        return "an item dropped", {k: v for k, v in items if k is not gone}
    if choice == 3:
        return "reversed", dict(items[::-1])
    if choice == 4:
        return "shuffled", dict(_shuffled(items, rng))
    if choice == 5:
        return "values exchanged", dict(zip(keys, _shuffled(value.values(), rng)))
    change = choose(rng.choice(keys), rng)
    if change is None:
        return None
    return "an item with a new key", dict(items + [(change[1], rng.choice(items)[1])])


def in_order(values):
    """Elements of a set in an order that does not depend on hashes."""
    return sorted(values, key=lambda value: (type(value).__name__, repr(value)))


def _set_changes(value, rng):
    items = in_order(value)
    choice = rng.randrange(4)
    if choice == 0:
        return "empty", []
    if not items:
        return None
    if choice == 1:
        return "one element", [rng.choice(items)]
    if choice == 2:
        gone = rng.choice(items)
        return "an element dropped", [x for x in items if x is not gone]
    change = choose(rng.choice(items), rng)
    return None if change is None else ("an element added", items + [change[1]])


def _from_rows(rows, value, rng):
    for _ in range(4):
        name, function = rng.choice(rows)
        try:
            changed = function(value, rng)
        except (IndexError, ValueError, TypeError, OverflowError):
            continue
        if changed is not value:
            return name, changed
    return None


def rows(value):
    """(name, function) of all changes for a scalar or a list; () where they are not listed one by one."""
    return _SEQUENCE if type(value) is list else _ROWS.get(type(value), ())


def fresh_equal(value, rng):
    """Two values that are equal and not the same object, of the type of `value`; None where that cannot be."""
    if type(value) is int:
        number = rng.randrange(1000, 10 ** 6)
        return number, int(str(number))
    if type(value) is str:
        return value + "-x", "".join([value, "-x"])
    if type(value) is float:
        return 0.1 + 0.2, float("0.30000000000000004")
    return None


def choose(value, rng):
    """(name, new value of the same type), or None when there is no change for it. Never changes `value` itself."""
    kind = type(value)
    if kind is bool:
        return "negated", not value
    if kind in _ROWS:
        return _from_rows(_ROWS[kind], value, rng)
    if kind is list:
        return _from_rows(_SEQUENCE, value, rng)
    if kind is deque:
        change = _from_rows(_SEQUENCE, value, rng)
        return change and (change[0], deque(change[1], value.maxlen))
    if kind is tuple:
        if len({type(x) for x in value}) > 1:
            return None
        change = _from_rows(_SEQUENCE, value, rng)
        return change and (change[0], tuple(change[1]))
    if kind is dict:
        return _dict_changes(value, rng)
    if kind in (set, frozenset):
        change = _set_changes(value, rng)
        return change and (change[0], kind(change[1]))
    if isinstance(value, enum.Enum):
        return "another member", rng.choice(list(kind))
    if kind is bytearray:
        change = _from_rows(_BYTES, bytes(value), rng)
        return change and (change[0], bytearray(change[1]))
    return None


_ROWS = {int: _INT, float: _FLOAT, str: _STR, bytes: _BYTES}
