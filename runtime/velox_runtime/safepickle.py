# SPDX-License-Identifier: Apache-2.0
"""Pickles the arguments of a call, bounded in bytes, and says in words why it cannot.

Problem: arguments must be frozen before the call, and some things pickle to something that is not what the call saw (an
iterator of itertools warns, a socket may even succeed through a library's reducer).
Idea: a C pickler that writes into a bounded buffer and refuses kinds of objects by a reducer_override.
"""
import _thread
import io
import pickle
import sys

PROTOCOL = 4
_EXTRA_DEPTH = 5000 if sys.version_info < (3, 12) else 20000  # the pickler in Python takes several frames a level
_REFUSED_MODULES = {"_socket": "a socket", "socket": "a socket", "_thread": "a lock", "mmap": "a memory map",
                    "select": "a poll object", "_ssl": "a TLS object", "ssl": "a TLS object", "_sqlite3": "a database object",
                    "sqlite3": "a database object", "_asyncio": "an event loop object"}
_PICKLABLE_FILES = ("StringIO", "BytesIO")
_REFUSED_KINDS = {"generator": "a generator", "frame": "a frame", "traceback": "a traceback", "coroutine": "a coroutine",
                  "async_generator": "an async generator", "cell": "a closure cell"}
_ITERTOOLS_WARN = sys.version_info >= (3, 12)
_main_thread = _thread.get_ident()


class NotReplayable(Exception):
    """The arguments cannot be frozen; the text says why."""


class TooLarge(NotReplayable):
    """The pickle would be longer than the bound."""


class _Bounded(io.BytesIO):
    def __init__(self, limit):
        super().__init__()
        self.left = limit

    def write(self, data):
        size = len(data) if isinstance(data, bytes) else memoryview(data).nbytes
        self.left -= size
        if self.left < 0:
            raise TooLarge("the arguments are larger than the bound per call")
        return super().write(data)


def refused(value):
    """Why this very object must not be frozen, in words, or None."""
    kind = type(value)
    module = getattr(kind, "__module__", "")
    name = kind.__name__
    if module == "builtins":
        return _REFUSED_KINDS.get(name)
    if module == "_io" or issubclass(kind, io.IOBase):
        return None if name in _PICKLABLE_FILES and module == "_io" else "an open file (%s)" % name
    if _ITERTOOLS_WARN and module == "itertools":
        return "an iterator of itertools (%s)" % name
    if module == "_thread" or module in _REFUSED_MODULES and not issubclass(kind, BaseException):
        return _REFUSED_MODULES.get(module, "a lock")
    return None


def _reducer_override(self, value):
    why = refused(value) if not issubclass(type(value), type) else None
    if why is not None:
        raise NotReplayable("it holds %s" % why)
    return NotImplemented


class _Pickler(pickle.Pickler):
    reducer_override = _reducer_override


class _DeepPickler(pickle._Pickler):
    """In Python: since 3.12 the depth of C code has a limit of its own that nobody can raise."""

    reducer_override = _reducer_override


def freeze(value, limit):
    """The pickle of `value` as bytes. Raises NotReplayable (or TooLarge) with the reason in words."""
    try:
        return _dump(_Pickler, value, limit)
    except RecursionError:
        if _thread.get_ident() != _main_thread:  # stacks of other threads may be small
            raise NotReplayable("it is nested too deeply")
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(before + _EXTRA_DEPTH)
        return _dump(_DeepPickler if sys.version_info >= (3, 12) else _Pickler, value, limit)
    except RecursionError:
        raise NotReplayable("it is nested too deeply")
    finally:
        sys.setrecursionlimit(before)


def _dump(pickler, value, limit):
    buffer = _Bounded(limit)
    try:
        pickler(buffer, PROTOCOL).dump(value)
    except (NotReplayable, RecursionError):
        raise
    except Exception as error:
        raise NotReplayable("%s: %s" % (type(error).__name__, _short(error)))
    return buffer.getvalue()


def _short(error):
    try:
        text = str(error)
    except Exception:
        return "(no text)"
    return text if len(text) <= 200 else text[:200] + "..."


def thaw(data):
    """A fresh object from a pickle. Raises whatever unpickling raises."""
    return pickle.loads(data)
