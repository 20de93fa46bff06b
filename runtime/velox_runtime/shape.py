# SPDX-License-Identifier: Apache-2.0
"""Sizes and types of values, looked at without running code of the project."""
import sys
from collections import deque

SIZED = (list, tuple, dict, set, frozenset, str, bytes, bytearray, deque)
_CONTAINERS = (list, tuple, dict, set, frozenset, deque)
_MUTABLE = (list, dict, set, bytearray, deque)
_LOOK = 64


def length(value):
    """len() of a builtin container or a subclass of one, never through a method of the project; None when it has none."""
    for kind in SIZED:
        if issubclass(type(value), kind):
            return kind.__len__(value)
    return None


def size_of_call(args, kwargs):
    """Sum of the lengths of the arguments and of the fields of plain objects; else the largest whole number; else None."""
    total, found, number = 0, False, None
    for value in list(args) + list(kwargs.values()):
        n = length(value)
        if n is None:
            n = _table_length(value)
        if n is None:
            n = _fields_length(value)
        if n is not None:
            total += n
            found = True
        elif issubclass(type(value), int) and not issubclass(type(value), bool):
            number = max(number or 0, abs(int(value)))
    if found:
        return total
    return min(number, 2 ** 62) if number is not None else None


def _table_length(value):
    """Items of an array, rows of a Series or DataFrame; None for all else."""
    numpy = sys.modules.get("numpy")
    if numpy is not None and type(value) is getattr(numpy, "ndarray", None):
        return int(value.size)
    pandas = sys.modules.get("pandas")
    if pandas is not None and type(value) in (getattr(pandas, "Series", None), getattr(pandas, "DataFrame", None)):
        return len(value)
    return None


def fields(value):
    """(name, value) of what an object keeps in its `__dict__`; empty for a class and for what has none."""
    try:
        found = object.__getattribute__(value, "__dict__")
    except Exception:
        return []
    if not isinstance(found, dict) or issubclass(type(value), type):
        return []
    return [(name, field) for name, field in list(found.items()) if isinstance(name, str)]


def _fields_length(value):
    lengths = [length(field) for _, field in fields(value)]
    known = [n for n in lengths if n is not None]
    return sum(known) if known else None


def type_name(value):
    """`list` for builtins, `module.Class` else."""
    return class_name(type(value))


def class_name(kind):
    """`list` for builtins, `module.Class` else; the main module has one name in every process."""
    module = type.__getattribute__(kind, "__dict__").get("__module__") or getattr(kind, "__module__", None) or "builtins"
    if not isinstance(module, str):
        module = "builtins"
    if module == "builtins":
        return kind.__qualname__
    return ("__main__" if module == "__mp_main__" else module) + "." + kind.__qualname__


def elements(value):
    """At most 64 elements of a builtin container: first, last and spread; of a dict its keys. None when it is none."""
    if issubclass(type(value), (list, tuple)):
        kind = list if issubclass(type(value), list) else tuple
        n = kind.__len__(value)
        if n <= _LOOK:
            return [kind.__getitem__(value, i) for i in range(n)]
        return [kind.__getitem__(value, i * (n - 1) // (_LOOK - 1)) for i in range(_LOOK)]
    for kind in (dict, set, frozenset, deque):
        if issubclass(type(value), kind):
            found = []
            for element in kind.__iter__(value):
                found.append(element)
                if len(found) == _LOOK:
                    break
            return found
    return None


def dict_values(value):
    """At most 64 values of a dict."""
    found = []
    for element in dict.values(value):
        found.append(element)
        if len(found) == _LOOK:
            break
    return found


def is_container(value):
    return issubclass(type(value), _CONTAINERS)


def is_mutable(value):
    """Whether sharing this value can be seen through a change: builtin mutable containers and plain objects."""
    kind = type(value)
    if issubclass(kind, _MUTABLE):
        return True
    return kind.__module__ != "builtins" and not issubclass(kind, SIZED + (int, float, complex, type))


def hashable(value, depth=3):
    """Whether hash(value) works, told from types alone."""
    if type(value).__hash__ is None:
        return False
    if issubclass(type(value), tuple) and depth:
        return all(hashable(element, depth - 1) for element in elements(value))
    return True
