# SPDX-License-Identifier: Apache-2.0
"""Handlers for classes, functions, iterators, exceptions and instances."""
import copyreg
import sys
from types import MemberDescriptorType as _MEMBER

from velox_runtime.canonical_text import text
from velox_runtime.shape import class_name

_POINTER = tuple.__itemsize__
MAX_ITEMS = 100000


HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE: made by a class statement, or by type()


def named_class(encoder, value, depth):
    """By name; of a class that was made in the call, what it stands on too: its body is not looked into."""
    name = class_name(value)
    if not type.__dict__["__flags__"].__get__(value) & HEAP_TYPE or _is_at_its_name(value, value.__module__, value.__qualname__):
        return ["c", name]
    encoder.opaque["class " + name] = True
    return ["c", name, [class_name(base) for base in value.__bases__]]


def _is_at_its_name(value, module, path):
    """Whether the module holds this very object under its qualified name."""
    found = sys.modules.get(module) if isinstance(module, str) else None
    for part in path.split(".") if isinstance(path, str) else ():
        try:
            found = vars(found).get(part)
        except TypeError:
            return False
    return found is value


def _module_of(value):
    module = getattr(value, "__module__", None)
    return "__main__" if module == "__mp_main__" else module


def function(encoder, value, depth):
    """By name; what a nested function or lambda does is not looked into."""
    name = "%s.%s" % (_module_of(value), value.__qualname__)
    if "<" in value.__qualname__:
        encoder.opaque["function " + name] = True
    return ["c", name]


def builtin(encoder, value, depth):
    owner = value.__self__
    if owner is None or type(owner).__name__ == "module":
        module = _module_of(value)
        return ["c", value.__qualname__ if module in ("builtins", None) else "%s.%s" % (module, value.__qualname__)]
    return ["m", value.__name__, encoder.value(owner, depth)]


def method(encoder, value, depth):
    return ["m", encoder.value(value.__func__, depth), encoder.value(value.__self__, depth)]


def enum_member(encoder, value, depth):
    name = value._name_
    return ["e", class_name(type(value)), name] if name is not None else \
        ["e", class_name(type(value)), None, encoder.value(value._value_, depth)]


def opaque(encoder, value, depth):
    return encoder.name_opaque(value)


def by_name(encoder, value, depth):
    """Immutable values of the standard library whose text says everything."""
    name = class_name(type(value))
    short = name.rpartition(".")[2]
    if short == "Decimal":
        return ["D", str(value)]
    if short == "Fraction":
        return ["Q", hex(value.numerator), hex(value.denominator)]
    if short == "Pattern":
        return ["re", encoder.value(value.pattern, depth), value.flags]
    if short == "UUID":
        return ["U", str(value), getattr(value.is_safe, "name", "")]
    if short.endswith("Path"):
        return ["P", short, text(str(value))]
    if short == "timedelta":
        return ["dt", short, "%d %d %d" % (value.days, value.seconds, value.microseconds)]
    if short == "timezone":
        return ["dt", short, repr(value)]
    if short == "date":
        return ["dt", short, value.isoformat()]
    return ["dt", short, value.replace(tzinfo=None).isoformat(), value.fold, encoder.value(value.tzinfo, depth)]


def iterator(encoder, value, depth, number):
    """Drains a generator or builtin iterator: at most MAX_ITEMS items, then "more"."""
    items = []
    try:
        for item in value:
            if len(items) == MAX_ITEMS:
                encoder.bounds["items"] = True
                return ["g", number, items, "more"]
            items.append(encoder.value(item, depth))
            if encoder.size > encoder.limit:
                break
    except Exception as error:
        return ["g", number, items, "raised", encoder.value(error, depth)]
    # An iterator that is returned as such is read while the clock runs; inside of something else it is not, so one that still
    # has to work is another thing there than one over finished items.
    if depth > 1 and type(value) in _FINISHED:
        return ["g", number, items, "over", type(value).__name__]
    return ["g", number, items]


_FINISHED = frozenset(type(iter(kind)) for kind in ([], (), set(), {}, {}.values(), {}.items(), "", b"", bytearray(), range(0))) | \
    {type(reversed([])), reversed}


def exception(encoder, value, depth, number):
    fields = [[name, encoder.value(item, depth)] for name, item in exception_fields(encoder, value)]
    tree = ["x", number, class_name(type(value)), encoder.text_of(value), encoder.items(BaseException.args.__get__(value), depth), fields]
    links = []
    if value.__cause__ is not None:
        links.append(["cause", encoder.value(value.__cause__, depth)])
    if value.__context__ is not None:
        links.append(["context", class_name(type(value.__context__)), value.__suppress_context__])
    notes = object.__getattribute__(value, "__dict__").get("__notes__")
    if notes:
        links.append(["notes", encoder.value(notes, depth)])
    return tree + [links] if links else tree


def exception_fields(encoder, value):
    """(name, value) of what a program has put on an exception."""
    return [(name, item) for name, item in encoder.layout(type(value)).fields(value) if name != "__notes__"]


# Where classes of pandas keep what they have worked out about themselves when they were asked.
_PANDAS_CACHES = frozenset(("_cache", "_id", "_item_cache", "_cacher", "_is_copy"))


class Layout:
    """What is the same for all instances of a class: name, slots, the handler of a builtin value inside, and whether slots,
    dictionary and weak references account for all memory of an instance, so that nothing hides in C."""

    __slots__ = ("kind", "name", "slots", "payload", "pure", "hidden")

    def __init__(self, kind, payload):
        self.kind, self.name, self.payload = kind, class_name(kind), payload
        named = [(base, name) for base in reversed(kind.__mro__) for name in _slot_names(base)]
        pointers = len(named) + (kind.__dictoffset__ > 0) + (kind.__weakrefoffset__ > 0)
        self.pure = kind.__itemsize__ == 0 and kind.__basicsize__ <= object.__basicsize__ + pointers * _POINTER
        self.slots = [(name, _slot_of(base, name)) for base, name in named]  # base classes first
        of_pandas = any(str(base.__module__).startswith("pandas.") for base in kind.__mro__)
        self.hidden = _PANDAS_CACHES if of_pandas else frozenset()

    def fields(self, value):
        """(name, value) of slots and of the instance dictionary, without a method of the project."""
        found = []
        for name, member in self.slots:
            if type(member) is not _MEMBER:
                if member is not None:  # the project has put something else there: reading it would run its code
                    found.append((name, type(member)))
                continue
            try:
                found.append((name, _MEMBER.__get__(member, value, self.kind)))
            except AttributeError:
                continue
        try:
            fields = object.__getattribute__(value, "__dict__")
        except AttributeError:
            return found
        if isinstance(fields, dict):
            found.extend([(name if isinstance(name, str) else repr(name), item) for name, item in list(fields.items())
                          if name not in self.hidden])
        return found


def _slot_names(base):
    names = base.__dict__.get("__slots__", ())
    return [name for name in ((names,) if isinstance(names, str) else tuple(names)) if name not in ("__dict__", "__weakref__")]


def _slot_of(base, name):
    if name.startswith("__") and not name.endswith("__"):
        name = "_%s%s" % (base.__name__.lstrip("_"), name)
    return base.__dict__.get(name)


def plain(encoder, value, depth, number):
    """Instances: fields and builtin payload; C types through __reduce_ex__; else opaque."""
    layout = encoder.layout(type(value))
    payload = None if layout.payload is None else layout.payload(encoder, value, depth)
    if payload is None and not layout.pure:
        return _reduced(encoder, value, depth, number)
    attributes = [] if payload is None else [["*", payload]]
    attributes.extend([[name, encoder.value(item, depth)] for name, item in layout.fields(value)])
    return ["o", number, layout.name, attributes]


def _without(hidden, state):
    """The state of an object less the fields that are hidden: a dictionary, or a tuple with some in it."""
    if type(state) is dict:
        return {name: item for name, item in state.items() if name not in hidden}
    if type(state) is tuple:
        return tuple(_without(hidden, part) if type(part) is dict else part for part in state)
    return state


def _reduced(encoder, value, depth, number):
    try:
        parts = value.__reduce_ex__(4)
    except Exception:
        return encoder.name_opaque(value)
    if isinstance(parts, str):
        name = "%s.%s" % (_module_of(value), parts)
        if not _is_at_its_name(value, getattr(value, "__module__", None), parts):
            encoder.opaque["%s %s" % (class_name(type(value)), name)] = True
        return ["c", name]
    if not isinstance(parts, tuple) or len(parts) < 2:
        return encoder.name_opaque(value)
    encoder.keep.append(parts)
    made_by = parts[0]
    state = parts[2] if len(parts) > 2 else None
    hidden = encoder.layout(type(value)).hidden
    if hidden:
        state = _without(hidden, state)
        encoder.keep.append(state)
    tree = ["k", number, class_name(type(value)),
            "new" if made_by in (copyreg.__newobj__, getattr(copyreg, "__newobj_ex__", None)) else encoder.value(made_by, depth),
            encoder.items(parts[1], depth), encoder.value(state, depth)]
    if len(parts) > 3 and parts[3] is not None:
        tree.append(encoder.items(parts[3], depth))
    if len(parts) > 4 and parts[4] is not None:
        tree.append(encoder.pairs(list(parts[4]), depth))
    return tree
