# SPDX-License-Identifier: Apache-2.0
"""Which data of a unit's module, and of other modules, calls have changed.

Problem: a candidate that keeps results between calls looks fast when the same inputs come again and again, as they do in
a timed run; only the recorded order of calls from a cold start can judge it.
Idea: a weight for everything that hangs below the module's names - globals, attributes of functions and classes, defaults,
closures, caches, and whatever else the collector can see an object refer to, objects of C included - before the first call
and after a run. The judge compares the names that have changed on both sides. Of other modules it is told the names that
were added or bound anew, and of classes of theirs the attributes.
Limits: the walk is bounded, and what lies outside of Python's objects (files, databases) is not found here.
"""
import builtins
import collections
import gc
import sys
import types
from contextvars import ContextVar

_MOST = 20000  # objects looked at in all, spread over the names
_LEAST = 200   # for each name
_MOST_BYTES = 1 << 22  # of a buffer
_MISSING = object()
_SCALARS = (int, float, complex, str, bytes, bool, type(None))
_SETS = (set, frozenset)
_BUFFERS = frozenset(("bytearray", "array.array", "mmap.mmap", "memoryview"))
_CACHES = frozenset(("_abc._abc_data",))  # what isinstance has found out: no data of the program
_REFERENTS = gc.get_referents
_BOOKKEEPING = frozenset(("__builtins__", "__loader__", "__spec__", "__warningregistry__"))


def names_of_modules():
    """(module, name) of everything that modules hold, but for modules."""
    return frozenset((key, name) for key, module in list(sys.modules.items()) if type(module) is types.ModuleType
                     for name, value in list(vars(module).items()) if name not in _BOOKKEEPING and type(value) is not types.ModuleType)


class State:
    """The modules' names and their weights when it was made."""

    def __init__(self, module, before=frozenset()):
        """`before`: `names_of_modules` as they were before the project's code ran."""
        self._module = module
        known = {place[0] for place in before}
        self._planted = [place for place in names_of_modules() if place[0] in known and place not in before]
        self._most = max(_MOST // max(len(vars(module)), 1), _LEAST)
        self._before = self._weights()
        self._others = self._names_of_others()

    def _weights(self):
        outside = {id(found) for name, found in list(sys.modules.items()) if found is not self._module}
        outside |= {id(vars(found)) for found in list(sys.modules.values()) if type(found) is types.ModuleType and found is not self._module}
        outside |= {id(self._module), id(vars(self._module)), id(builtins.__dict__)}
        found = {name: value for name, value in list(vars(self._module).items()) if name not in _BOOKKEEPING}
        for key, name in self._planted:  # by the project, in a module that is not its own
            found["%s:%s" % (key, name)] = vars(sys.modules.get(key, sys)).get(name)
        return {name: _weight_of_plain(value) or _Walk(outside, self._most).of(value) for name, value in found.items()}

    def _names_of_others(self):
        """{(module, name): identity} of what other modules hold, and of the attributes of their classes."""
        found = {}
        for key, module in list(sys.modules.items()):
            if type(module) is not types.ModuleType or module is self._module:
                continue
            for name, value in list(vars(module).items()):
                if name in _BOOKKEEPING or type(value) in _SCALARS or type(value) is types.ModuleType:
                    continue
                found[key, name] = id(value)
                if isinstance(value, type) and type.__dict__["__dict__"].__get__(value).get("__module__") == key:
                    for inner, part in list(type.__dict__["__dict__"].__get__(value).items()):
                        if type(part) not in _SCALARS:
                            found[key, "%s.%s" % (name, inner)] = id(part)
        return found

    def changed(self):
        """Sorted names below which something was added, removed or replaced; those of other modules as "module:name"."""
        now = self._weights()
        names = [name for name in set(now) | set(self._before)
                 if now.get(name, _MISSING) != self._before.get(name, _MISSING)]
        loaded = {key for key, _ in self._others}
        names += ["%s:%s" % place for place, value in self._names_of_others().items()
                  if place[0] in loaded and self._others.get(place, _MISSING) != value]
        return sorted(names)


def _weight_of_plain(value):
    """The weight of what most names of a large module are, functions that nothing hangs below; None for all else."""
    if type(value) is not types.FunctionType or value.__closure__ or value.__defaults__ or value.__kwdefaults__ or value.__dict__:
        return None
    return 1


class _Walk:
    """The weight of one value: a number that changes with the contents and not with addresses. Never calls what the
    project has overridden."""

    def __init__(self, outside, most):
        self.outside, self.seen, self.left = outside, {}, most

    def of(self, value):
        total, waiting = 0, collections.deque([(value, 1)])
        while waiting and self.left > 0:  # the nearest first: bulk must not hide what lies beside it
            value, place = waiting.popleft()
            kind = type(value)
            if kind in _SCALARS:
                total = self._mixed(total, place, hash((kind.__name__, value)))
                continue
            known = self.seen.get(id(value))
            if known is not None or id(value) in self.outside:
                total = self._mixed(total, place, known or 1)
                continue
            self.seen[id(value)] = len(self.seen) + 2
            self.left -= 1
            parts = self._parts(value, kind)
            total = self._mixed(total, place, hash((kind.__name__, len(parts))))
            if issubclass(kind, _SETS):  # their order tells nothing
                total = self._mixed(total, place, sum(hash(part) for part in parts if type(part) in _SCALARS))
            else:
                waiting.extend((part, place * 31 + at & 0xffffffff) for at, part in enumerate(parts[:self.left]))
        return total

    @staticmethod
    def _mixed(total, place, weight):
        return (total + hash((place, weight))) & 0xffffffffffffffff

    def _parts(self, value, kind):
        if kind is types.CodeType:
            return []
        if kind is types.FunctionType:
            return [value.__defaults__, value.__kwdefaults__, value.__dict__, value.__closure__]
        name = kind.__name__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__name__)
        if kind is ContextVar:
            return [value.get(None)]
        if name in _CACHES:
            return []
        if name in _BUFFERS:
            return self._bytes_of(value)
        if name == "_io.BytesIO":
            return self._bytes_of(value.getbuffer()) if not value.closed else []
        if not issubclass(kind, (type, types.ModuleType)):
            try:
                object.__getattribute__(value, "__dict__")  # from here on it is an object of its own, and stays one
            except Exception:
                pass
        return _REFERENTS(value)

    @staticmethod
    def _bytes_of(value):
        try:
            return [bytes(memoryview(value).cast("B")[:_MOST_BYTES])]
        except (TypeError, ValueError, BufferError):
            return []
