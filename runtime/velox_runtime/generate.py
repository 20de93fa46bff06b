# SPDX-License-Identifier: Apache-2.0
"""Makes inputs from what a unit's author wrote down: annotations and defaults.

Limits: a parameter that has neither an annotation that is understood nor a default makes the unit one that nothing
can be told about; then the list is empty. Never guesses from names.
"""
import collections.abc
import dataclasses
import enum
import inspect
import random
import sys
import typing

from velox_runtime import safepickle

_MAX_BYTES = 1000000
_MAX_DEPTH = 3
_INTS = (0, 1, -1, 2, 3, 7, 10, 16, 100, 255, 1000)
_FLOATS = (0.0, -0.0, 1.0, -1.5, 0.1, 3.25, 1e10, 1e-10)
_WORDS = ("", "a", "b", "ab", "abc", "a b c", "hello world", "  x ", "1", "-2.5", "a,b,c", "line one\nline two", "\u00e9\u00df\u4e2d")
_SEQUENCES = (list, collections.abc.Sequence, collections.abc.MutableSequence, collections.abc.Iterable, collections.abc.Collection)
_SETS = (set, collections.abc.Set, collections.abc.MutableSet)
_MAPPINGS = (dict, collections.abc.Mapping, collections.abc.MutableMapping)
_SIZES = (0, 1, 2, 3, 5, 8, 20, 60)


class Unknown(Exception):
    """Nothing can be told about a parameter."""


def made_for(unit, count, seed):
    """At most `count` inputs as (None, what was done, pickle); [] when nothing can be told."""
    rng = random.Random(seed)
    try:
        recipe = _Recipe(unit)
    except Unknown:
        return []
    made, known = [], set()
    for _ in range(count * 6):
        if len(made) >= count:
            break
        try:
            frozen = safepickle.freeze(recipe.call(rng), _MAX_BYTES)
            safepickle.thaw(frozen)
        except Unknown:
            return []
        except Exception:
            continue
        if frozen not in known:
            known.add(frozen)
            made.append((None, "from annotations", frozen))
    return made


class _Recipe:
    """How to make each parameter of the unit."""

    def __init__(self, unit):
        self.owner = _owner_of(unit)
        self.first_is_class = unit.kind == "classmethod"
        try:
            parameters = list(inspect.signature(unit.raw).parameters.values())
        except (TypeError, ValueError):
            raise Unknown("no signature")
        self.bound = self.owner is not None and not isinstance(_stored(unit), staticmethod)
        self.parameters = parameters[1:] if self.bound else parameters
        self.hints = _hints(unit.raw)

    def call(self, rng):
        args, kwargs = [], {}
        if self.bound:
            args.append(self.owner if self.first_is_class else _instance(self.owner, rng, 0))
        for parameter in self.parameters:
            if parameter.kind is parameter.VAR_KEYWORD:
                continue
            if parameter.kind is parameter.VAR_POSITIONAL:
                if parameter.name in self.hints:
                    args.extend(_value(self.hints[parameter.name], rng, 1) for _ in range(rng.choice((0, 1, 2, 3))))
                continue
            value = _for_parameter(parameter, self.hints, rng)
            if parameter.kind is parameter.KEYWORD_ONLY:
                kwargs[parameter.name] = value
            else:
                args.append(value)
        return tuple(args), kwargs


def _stored(unit):
    owner = _owner_of(unit)
    return owner.__dict__.get(unit.raw.__name__) if owner is not None else None


def _owner_of(unit):
    """The class that a method stands in, found by its qualified name."""
    parts = unit.raw.__qualname__.split(".")[:-1]
    value = unit.module
    for part in parts:
        value = getattr(value, part, None)
    return value if parts and isinstance(value, type) else None


def _hints(function):
    try:
        return typing.get_type_hints(function)
    except Exception:
        return {name: hint for name, hint in getattr(function, "__annotations__", {}).items() if not isinstance(hint, str)}


def _for_parameter(parameter, hints, rng):
    has_default = parameter.default is not parameter.empty
    if has_default and rng.random() < 0.3:
        return parameter.default
    if parameter.name in hints:
        try:
            return _value(hints[parameter.name], rng, 0)
        except Unknown:
            if has_default:
                return parameter.default
            raise
    if has_default:
        if type(parameter.default) in (int, float, str, bool, bytes):
            return _value(type(parameter.default), rng, 0)
        return parameter.default
    raise Unknown(parameter.name)


def _size(rng, depth):
    return rng.choice(_SIZES if depth == 0 else _SIZES[:5])


def _text(rng):
    if rng.random() < 0.5:
        return rng.choice(_WORDS)
    return "".join(rng.choice("abcde xyz01,.-\n") for _ in range(rng.choice((1, 4, 12, 40))))


_SCALARS = {
    int: lambda r: r.choice(_INTS) if r.random() < 0.6 else r.randint(-1000, 1000),
    float: lambda r: r.choice(_FLOATS) if r.random() < 0.6 else r.uniform(-1000, 1000),
    str: _text,
    bytes: lambda r: bytes(r.randrange(256) for _ in range(r.choice((0, 1, 8, 64)))),
    bytearray: lambda r: bytearray(r.randrange(256) for _ in range(r.choice((0, 1, 8, 64)))),
    bool: lambda r: r.random() < 0.5,
    complex: lambda r: complex(r.choice(_FLOATS), r.choice(_FLOATS)),
    type(None): lambda r: None,
}


def _value(hint, rng, depth):
    if hint is None:
        return None
    if hint in _SCALARS:
        return _SCALARS[hint](rng)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is None:
        return _plain(hint, rng, depth)
    if origin is typing.Union or str(origin) == "<class 'types.UnionType'>":
        return _value(rng.choice(parts), rng, depth)
    if origin is typing.Literal:
        return rng.choice(parts)
    if origin is getattr(typing, "Annotated", Unknown):
        return _value(parts[0], rng, depth)
    return _container(origin, parts, rng, depth)


def _container(origin, parts, rng, depth):
    if depth > _MAX_DEPTH:
        raise Unknown("too deep")
    if origin in _SEQUENCES:
        return [_value(parts[0], rng, depth + 1) for _ in range(_size(rng, depth))]
    if origin is collections.deque:
        return collections.deque(_value(parts[0], rng, depth + 1) for _ in range(_size(rng, depth)))
    if origin in _SETS or origin is frozenset:
        kind = frozenset if origin is frozenset else set
        return kind(_value(parts[0], rng, depth + 1) for _ in range(_size(rng, depth)))
    if origin in _MAPPINGS or origin in (collections.defaultdict, collections.OrderedDict, collections.Counter):
        second = parts[1] if len(parts) > 1 else int
        items = [(_value(parts[0], rng, depth + 1), _value(second, rng, depth + 1)) for _ in range(_size(rng, depth))]
        return dict(items) if origin in _MAPPINGS else _special_dict(origin, items)
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return tuple(_value(parts[0], rng, depth + 1) for _ in range(_size(rng, depth)))
        return tuple(_value(part, rng, depth + 1) for part in parts if part != ())
    if origin is collections.abc.Iterator:
        return iter([_value(parts[0], rng, depth + 1) for _ in range(_size(rng, depth))])
    raise Unknown(str(origin))


def _special_dict(kind, items):
    return collections.defaultdict(None, items) if kind is collections.defaultdict else kind(dict(items))


def _plain(hint, rng, depth):
    """A class without parameters, or a type variable."""
    if isinstance(hint, typing.TypeVar):
        choices = hint.__constraints__ or ((hint.__bound__,) if hint.__bound__ else (int,))
        return _value(choices[0], rng, depth)
    supertype = getattr(hint, "__supertype__", None)
    if supertype is not None:
        return _value(supertype, rng, depth)
    if hint in _SEQUENCES or hint in _SETS or hint in _MAPPINGS or hint in (tuple, frozenset):
        raise Unknown("elements of %s" % hint)
    if isinstance(hint, type):
        return _instance(hint, rng, depth)
    raise Unknown(str(hint))


def _instance(kind, rng, depth):
    """An object of a class of the project, built from the annotations of its constructor."""
    if depth > _MAX_DEPTH or kind.__module__ in ("builtins", "typing", "collections.abc"):
        raise Unknown(kind.__qualname__)
    if issubclass(kind, enum.Enum):
        return rng.choice(list(kind))
    if kind.__init__ is object.__init__ and kind.__new__ is object.__new__:
        return kind()
    constructor = kind.__new__ if hasattr(kind, "_fields") and issubclass(kind, tuple) else kind.__init__
    if sys.modules.get(kind.__module__) is None or (not hasattr(constructor, "__code__") and not dataclasses.is_dataclass(kind)):
        raise Unknown(kind.__qualname__)
    hints = _hints(constructor) or _hints(kind)
    args, kwargs = [], {}
    for parameter in list(inspect.signature(constructor).parameters.values())[1:]:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        value = _nested_parameter(parameter, hints, rng, depth)
        if parameter.kind is parameter.KEYWORD_ONLY:
            kwargs[parameter.name] = value
        else:
            args.append(value)
    return kind(*args, **kwargs)


def _nested_parameter(parameter, hints, rng, depth):
    if parameter.name in hints:
        return _value(hints[parameter.name], rng, depth + 1)
    return _for_parameter(parameter, {}, rng)
