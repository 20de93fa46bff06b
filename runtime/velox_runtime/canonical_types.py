# SPDX-License-Identifier: Apache-2.0
"""The tags of canonical observations, one handler for each kind of value.

SCALARS take a value and give its tree. Handlers in UNNUMBERED take (encoder, value, depth); all others take a number
as well, because the identity of their values can be seen. Adding a tag means one handler and one row.
"""
import _thread
import array
import collections
import enum
import os
import sys
import types

from velox_runtime import canonical_objects as objects
from velox_runtime import canonical_system as system
from velox_runtime import canonical_tables as tables
from velox_runtime import shape
from velox_runtime.canonical_text import base64_text, integer, real, text

SCALARS = {
    type(None): lambda v: ["n"],
    bool: lambda v: ["b", v],
    int: integer,
    float: lambda v: ["f", real(v)],
    str: text,
    bytes: lambda v: ["y", base64_text(v)],
    type(Ellipsis): lambda v: ["E"],
    type(NotImplemented): lambda v: ["N"],
    complex: lambda v: ["z", real(v.real), real(v.imag)],
}


def _tuple(encoder, value, depth):
    return ["t", encoder.items(tuple.__iter__(value), depth)]


def _frozenset(encoder, value, depth):
    return ["F", encoder.sorted_items(frozenset.__iter__(value), depth)]


def _range(encoder, value, depth):
    return ["R", str(value.start), str(value.stop), str(value.step)]


def _slice(encoder, value, depth):
    return ["sl"] + encoder.items((value.start, value.stop, value.step), depth)


def _list(encoder, value, depth, number):
    return ["l", number, encoder.items(list.__iter__(value), depth)]


def _dict(encoder, value, depth, number):
    return ["d", number, encoder.pairs(list(dict.items(value)), depth)]


def _ordered_dict(encoder, value, depth, number):
    return ["od", number, encoder.pairs(list(collections.OrderedDict.items(value)), depth)]


def _defaultdict(encoder, value, depth, number):
    return ["dd", number, encoder.value(value.default_factory, depth), encoder.pairs(list(dict.items(value)), depth)]


def _counter(encoder, value, depth, number):
    return ["C", number, encoder.pairs(list(dict.items(value)), depth)]


def _set(encoder, value, depth, number):
    return ["S", number, encoder.sorted_items(set.__iter__(value), depth)]


def _deque(encoder, value, depth, number):
    return ["dq", number, value.maxlen, encoder.items(list(collections.deque.__iter__(value)), depth)]


def _bytearray(encoder, value, depth, number):
    return ["ba", number, base64_text(bytes(memoryview(value)))]


def _memoryview(encoder, value, depth, number):
    try:
        return ["mv", number, value.format, list(value.shape or ()), value.readonly, base64_text(value.tobytes())]
    except ValueError:
        return ["mv", number, "released"]


def _array(encoder, value, depth, number):
    return ["a", number, value.typecode, encoder.items(array.array.tolist(value), depth)]


def _mapping_proxy(encoder, value, depth, number):
    return ["mp", number, encoder.pairs(list(value.items()), depth)]


def _view(tag):
    def handler(encoder, value, depth, number):
        return [tag, number, encoder.items(list(value), depth)]

    return handler


def _items_view(encoder, value, depth, number):
    return ["di", number, encoder.pairs(list(value), depth)]


def _module(encoder, value, depth):
    return ["M", value.__name__]


def _namespace(encoder, value, depth, number):
    return ["o", number, "types.SimpleNamespace", [[name, encoder.value(item, depth)] for name, item in vars(value).items()]]


TABLE = {
    tuple: _tuple, frozenset: _frozenset, range: _range, slice: _slice, list: _list, dict: _dict, set: _set,
    collections.OrderedDict: _ordered_dict, collections.defaultdict: _defaultdict, collections.Counter: _counter,
    collections.deque: _deque, bytearray: _bytearray, memoryview: _memoryview, array.array: _array,
    types.MappingProxyType: _mapping_proxy, type({}.keys()): _view("dk"), type({}.values()): _view("dv"),
    type({}.items()): _items_view, types.ModuleType: _module, types.SimpleNamespace: _namespace,
    type: objects.named_class, types.FunctionType: objects.function, types.BuiltinFunctionType: objects.builtin,
    types.MethodType: objects.method, types.GeneratorType: objects.iterator,
    type(_thread.allocate_lock()): objects.opaque,
}

UNNUMBERED = {_tuple, _frozenset, _range, _slice, _module, objects.named_class, objects.function, objects.builtin,
              objects.method, objects.enum_member, objects.by_name, objects.opaque, tables.numpy_scalar}

_ITERATOR_MODULES = ("builtins", "itertools", "collections", "_collections", "_collections_abc")

# Kinds of modules that need not be imported: looked up by the names of type and module, never imported from here.
_BY_NAME = {"decimal.Decimal", "fractions.Fraction", "datetime.date", "datetime.time", "datetime.datetime",
            "datetime.timedelta", "datetime.timezone", "re.Pattern", "uuid.UUID",
            "pathlib.PosixPath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath", "pathlib.WindowsPath",
            "pathlib._local.PosixPath", "pathlib._local.PurePosixPath", "pathlib._local.PureWindowsPath"}


def handler_for(value):
    """The handler of a value whose exact type has no row."""
    kind = type(value)
    if issubclass(type(value), type):
        return objects.named_class
    if issubclass(type(value), enum.Enum):
        return objects.enum_member
    name = shape.class_name(kind)
    if name in _BY_NAME and is_native(kind):
        return objects.by_name
    outside = system.BY_NAME.get(name)
    if outside is not None and is_native(kind):
        return outside
    if issubclass(type(value), BaseException):
        return objects.exception
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        if issubclass(type(value), getattr(numpy, "ndarray", ())):
            return tables.numpy_array
        if issubclass(type(value), getattr(numpy, "generic", ())):
            return tables.numpy_scalar
        pandas = sys.modules.get("pandas")
        if pandas is not None and kind is getattr(pandas, "DataFrame", None):
            return tables.frame
        if pandas is not None and kind is getattr(pandas, "Series", None):
            return tables.series
    if kind.__module__ in _ITERATOR_MODULES and hasattr(kind, "__next__") and is_native(kind):
        return objects.iterator
    return objects.plain


def is_native(kind):
    """Whether a class is what its name says and none that a program gave that name: made in C, or found where it says."""
    if not type.__dict__["__flags__"].__get__(kind) & objects.HEAP_TYPE:
        return True
    native = _NATIVE.get(kind)
    if native is None:
        native = _NATIVE[kind] = _is_of_library(kind)
    return native


def _is_of_library(kind):
    """No attribute of it is of a class or has code from elsewhere than the interpreter's own files."""
    for value in list(type.__dict__["__dict__"].__get__(kind).values()):
        code = getattr(getattr(value, "fget", getattr(value, "__func__", value)), "__code__", None)
        if code is not None and not code.co_filename.startswith(_LIBRARY):
            return False
        if not isinstance(value, type) and type(value) is not kind and not is_native(type(value)):
            return False
    return all(is_native(base) for base in kind.__bases__)


_NATIVE = {}
_LIBRARY = (os.path.dirname(os.__file__) + "/", "<frozen ")


def payload_handler(kind):
    """What gives the tree of the builtin value inside an instance of a subclass; None when there is none."""
    return next((handler for base, handler in _PAYLOADS.items() if issubclass(kind, base)), None)


def _numbered(handler):
    return lambda encoder, value, depth: handler(encoder, value, depth, 0)


_PAYLOADS = {
    int: lambda e, v, d: integer(int.__int__(v)), float: lambda e, v, d: ["f", real(float.__float__(v))],
    str: lambda e, v, d: text(str.__str__(v)), bytes: lambda e, v, d: ["y", base64_text(bytes.__getitem__(v, slice(None)))],
    complex: lambda e, v, d: ["z", real(v.real), real(v.imag)], tuple: _tuple, frozenset: _frozenset,
    list: _numbered(_list), collections.OrderedDict: _numbered(_ordered_dict),
    collections.defaultdict: _numbered(_defaultdict), dict: _numbered(_dict), set: _numbered(_set),
    collections.deque: _numbered(_deque), bytearray: _numbered(_bytearray), array.array: _numbered(_array),
}
