# SPDX-License-Identifier: Apache-2.0
"""Which data of a unit's module calls have changed.

Problem: a candidate that keeps results between calls looks fast when the same inputs come again and again, as they do in
a timed run; only the recorded order of calls from a cold start can judge it.
Idea: a weight for everything that hangs below the module's names - globals, attributes of functions and classes, defaults,
closures, caches - before the first call and after a run. The judge compares the names that have changed on both sides.
Limits: the walk is bounded, and what hides in C objects or in other modules is not found.
"""
import collections
import functools
import types

_MOST = 20000  # objects looked at in all, spread over the names
_LEAST = 100   # for each name
_DEPTH = 6
_MISSING = object()
_SCALARS = (int, float, complex, str, bytes, bool, type(None))
_CACHED = type(functools.lru_cache(None)(len))
_SEQUENCES = (list, tuple, collections.deque)
_SETS = (set, frozenset)


class State:
    """The module's names and their weights when it was made."""

    def __init__(self, module):
        self._module = module
        self._most = max(_MOST // max(len(vars(module)), 1), _LEAST)
        self._before = self._weights()

    def _weights(self):
        return {name: _Walk(self._module.__name__, self._most).of(value)
                for name, value in list(vars(self._module).items())
                if not (name.startswith("__") and name.endswith("__"))}

    def changed(self):
        """Sorted names below which something was added, removed or replaced."""
        now = self._weights()
        return sorted(name for name in set(now) | set(self._before)
                      if now.get(name, _MISSING) != self._before.get(name, _MISSING))


class _Walk:
    """The weight of one value: a number that changes with the contents and not with addresses. Never calls what the
    project has overridden."""

    def __init__(self, module, most):
        self.module, self.seen, self.left = module, set(), most

    def of(self, value, depth=0):
        kind = type(value)
        if kind in _SCALARS:
            return hash((kind.__name__, value))
        if id(value) in self.seen or depth > _DEPTH or self.left <= 0:
            return 1
        self.seen.add(id(value))
        self.left -= 1
        try:
            return hash((kind.__name__,) + tuple(self.of(part, depth + 1) for part in self._parts(value, kind)))
        except Exception:
            return 1

    def _parts(self, value, kind):
        if kind is types.FunctionType:
            cells = [cell.cell_contents for cell in value.__closure__ or () if cell != types.CellType()]
            return [value.__defaults__, value.__kwdefaults__, vars(value)] + cells
        if kind in (types.MethodType, staticmethod, classmethod):
            return [value.__func__]
        if kind is _CACHED:
            return [value.cache_info().currsize, vars(value)]
        if kind is types.ModuleType:
            return []
        if issubclass(kind, type):
            fields = type.__dict__["__dict__"].__get__(value)
            if fields.get("__module__") != self.module:
                return []
            return [part for name, part in fields.items() if name not in ("__dict__", "__weakref__", "__doc__")]
        return self._contents(value, kind) + self._fields(value)

    def _contents(self, value, kind):
        if issubclass(kind, dict):
            pairs = list(dict.items(value))
            return [len(pairs)] + [part for pair in pairs[:self.left] for part in pair]
        for base in _SEQUENCES:
            if issubclass(kind, base):
                return [base.__len__(value)] + list(base.__iter__(value))[:self.left]
        for base in _SETS:
            if issubclass(kind, base):  # their order tells nothing
                return [base.__len__(value), sum(self.of(part, _DEPTH) for part in list(base.__iter__(value))[:self.left])]
        return [bytes(value)] if kind is bytearray else []

    def _fields(self, value):
        try:
            fields = object.__getattribute__(value, "__dict__")
        except AttributeError:
            return []
        return [fields] if type(fields) is dict else []
