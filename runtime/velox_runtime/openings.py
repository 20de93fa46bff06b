# SPDX-License-Identifier: Apache-2.0
"""Arguments that are used up by reading, opened so that their contents can be changed: iterators over lists, and text files.

Limits: only arguments themselves, not what lies inside of them; iterators of `itertools` and `map` stay as they are.
"""
import io

_ITERATORS = {"list_iterator": list, "tuple_iterator": tuple, "str_ascii_iterator": "".join, "str_iterator": "".join, "bytes_iterator": bytes}


def opened(call):
    """(the call with contents in the place of iterators and files, what `closed` needs to put them back)."""
    args, kwargs = call
    kinds, items = {}, list(args)
    for index, value in enumerate(items):
        items[index] = _open(value, index, kinds)
    fields = {name: _open(value, name, kinds) for name, value in kwargs.items()}
    return (tuple(items), fields), kinds


def _open(value, key, kinds):
    kind = type(value)
    if kind.__module__ == "builtins" and kind.__name__ in _ITERATORS:
        kinds[key] = (kind.__name__, 0)
        return _ITERATORS[kind.__name__](value)
    if kind in (io.StringIO, io.BytesIO) and not value.closed:
        kinds[key] = (kind.__name__, value.tell())
        return value.getvalue()
    return value


def closed(call, kinds):
    """The call with iterators and files over what the contents have become."""
    args, kwargs = call
    items = [_close(value, kinds.get(index)) for index, value in enumerate(args)]
    return tuple(items), {name: _close(value, kinds.get(name)) for name, value in kwargs.items()}


def _close(value, kind):
    if kind is None:
        return value
    name, position = kind
    if name in _ITERATORS:
        return iter(value)
    file = io.StringIO(value) if name == "StringIO" else io.BytesIO(value)
    file.seek(min(position, len(value)))
    return file
