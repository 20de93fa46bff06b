# SPDX-License-Identifier: Apache-2.0
"""Places inside a call's arguments where a value can be exchanged."""
from collections import deque

_MAX_DEPTH = 6
_PER_CONTAINER = 12
_MAX_PLACES = 400
_MOST_FIELDS = 24  # text keys of a dict with more of them are data, no names of fields


class Place:
    """A value, its name in words, its path (schema.py), how deep it is, and how to put another one there."""

    __slots__ = ("name", "key", "depth", "value", "put", "path")

    def __init__(self, name, key, depth, value, put, path):
        self.name, self.key, self.depth, self.value, self.put, self.path = name, key, depth, value, put, path


def top_level(args, kwargs):
    """(index or name, value) of the arguments."""
    return list(enumerate(args)) + sorted(kwargs.items())


def places_in(holder, rng):
    """All places of the call (args, kwargs) in holder[0], in an order that does not depend on hashes."""
    found, seen = [], set()
    args, kwargs = holder[0]
    for index, value in enumerate(args):
        _add(found, seen, Place("argument %d" % index, index, 0, value, _put_argument(holder, index), str(index)), rng)
    for name, value in sorted(kwargs.items()):
        _add(found, seen, Place(name, name, 0, value, _put_item(kwargs, name), name), rng)
    return found


def _put_argument(holder, index):
    def put(value):
        args, kwargs = holder[0]
        holder[0] = (args[:index] + (value,) + args[index + 1:], kwargs)

    return put


def _put_item(container, key):
    def put(value):
        container[key] = value

    return put


def _put_field(owner, name):
    def put(value):
        object.__setattr__(owner, name, value)

    return put


def _put_key(container, key):
    def put(new):
        items = [(new if old is key else old, value) for old, value in container.items()]
        container.clear()
        container.update(items)

    return put


def _put_element(container, old):
    def put(new):
        container.discard(old)
        container.add(new)

    return put


def _put_in_tuple(place, index):
    def put(value):
        items = list(place.value)
        items[index] = value
        kind = type(place.value)
        place.value = kind._make(items) if hasattr(kind, "_make") else kind(items)
        place.put(place.value)

    return put


def _add(found, seen, place, rng):
    if len(found) >= _MAX_PLACES:
        return
    found.append(place)
    value = place.value
    if place.depth >= _MAX_DEPTH or id(value) in seen:
        return
    seen.add(id(value))
    for name, inner, put, step in _inside(place, rng):
        _add(found, seen, Place(name, place.key, place.depth + 1, inner, put, place.path + step), rng)


def _some(n, rng):
    if n <= _PER_CONTAINER:
        return range(n)
    return sorted({0, n - 1} | {rng.randrange(n) for _ in range(_PER_CONTAINER - 2)})


def step_in(container, key):
    """How a path goes on from a container to what it holds at `key`: elements are alike, fields have names."""
    if isinstance(container, dict):
        return "." + key if isinstance(key, str) and len(container) <= _MOST_FIELDS else ".*"
    if isinstance(container, tuple) and (type(container) is not tuple or len({type(each) for each in container}) > 1):
        return "[%d]" % key
    return "[]"


def _inside(place, rng):
    value, name = place.value, place.name
    if isinstance(value, (list, deque)):
        return [("%s[%d]" % (name, i), value[i], _put_item(value, i), "[]") for i in _some(len(value), rng)]
    if isinstance(value, tuple):
        return [("%s[%d]" % (name, i), value[i], _put_in_tuple(place, i), step_in(value, i)) for i in _some(len(value), rng)]
    if isinstance(value, dict):
        keys = list(value)
        found = []
        for i in _some(len(keys), rng):
            found.append(("%s[%.40r]" % (name, keys[i]), value[keys[i]], _put_item(value, keys[i]), step_in(value, keys[i])))
            found.append(("%s: key %.40r" % (name, keys[i]), keys[i], _put_key(value, keys[i]), "{}"))
        return found
    if type(value) is set:
        items = sorted(value, key=lambda each: (type(each).__name__, repr(each)))
        return [("%s[%.40r]" % (name, items[i]), items[i], _put_element(value, items[i]), "[]") for i in _some(len(items), rng)]
    if not _is_made_anew(type(value)):
        return []
    return [(where, field, put, where[len(name):]) for where, field, put in _fields(value, name)]


def _is_made_anew(kind):
    """Whether unpickling always makes a new object of this class. A singleton, such as an enum member, belongs to
    the process: a change in it would be a change of the program."""
    return (not issubclass(kind, type) and kind.__module__ != "builtins" and kind.__new__ is object.__new__
            and kind.__reduce_ex__ is object.__reduce_ex__ and kind.__reduce__ is object.__reduce__)


def names_of_fields(value):
    """Names of what an object keeps, in `__dict__` and in slots; at most `_PER_CONTAINER`."""
    fields = getattr(value, "__dict__", None)
    names = list(fields) if isinstance(fields, dict) else []
    for kind in type(value).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        names.extend([slots] if isinstance(slots, str) else slots)
    return [field for field in names[:_PER_CONTAINER] if isinstance(field, str) and hasattr(value, field)]


def _fields(value, name):
    return [("%s.%s" % (name, field), getattr(value, field), _put_field(value, field)) for field in names_of_fields(value)]


is_made_anew = _is_made_anew
