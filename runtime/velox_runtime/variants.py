# SPDX-License-Identifier: Apache-2.0
"""Values of other types than were seen, which code written with care takes as well: duck types, subclasses, odd elements.

Problem: a rewrite can be right for lists of whole numbers and wrong for the tuple, bool, NaN or subclass that comes tomorrow.
Idea: for each type a list of neighbours. An input made so counts only where the original *returns*: who calls must leave
out those on which it raises, since nobody relies on how a wrong type is refused.
Limits: the classes here have importable names, because inputs are pickled; observations of both sides name them alike.
"""
from collections import OrderedDict, deque


class List(list):
    """A list with one more at its end, for those who ask it; builtin code that goes past its methods does not see that."""

    def __len__(self):
        return list.__len__(self) + 1

    def __iter__(self):
        yield from list.__iter__(self)
        yield from list.__iter__(self[:1])


class PlainList(list):
    """A list in all but type."""


class Dict(dict):
    """A dict that makes what is missing."""

    def __missing__(self, key):
        return 0


class Str(str):
    """A str in all but type."""


class Int(int):
    """An int that shows itself in another way."""

    def __repr__(self):
        return "Int(%s)" % int.__repr__(self)

    __str__ = __repr__


class EqualsNothing:
    """Not even itself."""

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return False

    def __hash__(self):
        return 7

    def __repr__(self):
        return type(self).__name__


class EqualsAll:
    """Equal to everything, in one place among the hashes."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7

    def __repr__(self):
        return type(self).__name__


def _with(element):
    """A list into which an element of another type is put, twice when it is long enough: equal ones and shared ones."""
    def change(value, rng):
        items = list(value)
        new = element()
        for _ in range(2):
            items.insert(rng.randrange(len(items) + 1), new)
        return type(value)(items)

    return change


_ELEMENTS = (
    ("None", lambda: None), ("a list", lambda: [1]), ("a text", lambda: "a"), ("a bool", lambda: True), ("NaN", lambda: float("nan")),
    ("a float", lambda: 1.5), ("an element that equals nothing", lambda: EqualsNothing(1)), ("an element that equals everything", EqualsAll),
    ("an int of a subclass", lambda: Int(3)), ("a tuple", lambda: (1, [2])),
)

_SEQUENCE = tuple(("with " + name, _with(element)) for name, element in _ELEMENTS) + (
    ("an iterator", lambda v, r: iter(list(v))), ("a subclass", lambda v, r: PlainList(v)), ("a subclass with methods of its own", lambda v, r: List(v)),
    ("a deque", lambda v, r: deque(v)), ("all floats", lambda v, r: type(v)([float(x) for x in v])),
)

_ROWS = {
    list: _SEQUENCE + (("a tuple", lambda v, r: tuple(v)),), tuple: _SEQUENCE + (("a list", lambda v, r: list(v)),),
    dict: (("an OrderedDict", lambda v, r: OrderedDict(v)), ("a subclass", lambda v, r: Dict(v)), ("with a key of another type", lambda v, r: dict(v, **{"": None}))),
    str: (("a subclass", lambda v, r: Str(v)), ("bytes", lambda v, r: v.encode())),
    int: (("a bool", lambda v, r: bool(v)), ("a float", lambda v, r: float(v)), ("a subclass", lambda v, r: Int(v))),
    float: (("an int", lambda v, r: int(v)),), bool: (("an int", lambda v, r: int(v)),),
    set: (("a frozenset", lambda v, r: frozenset(v)), ("a list", lambda v, r: sorted(v, key=repr))), frozenset: (("a set", lambda v, r: set(v)),),
    bytes: (("a bytearray", lambda v, r: bytearray(v)),),
}


def rows(value):
    """(name, function of value and random generator): neighbours of exactly this type."""
    return _ROWS.get(type(value), ())
