# SPDX-License-Identifier: Apache-2.0
"""Which data of a unit's module calls have changed.

Problem: a candidate that keeps results between calls looks fast when the same inputs come again and again, as they do in
a timed run; only the recorded order of calls from a cold start can judge it.
Idea: a weight for everything that hangs below the module's names - globals, attributes of functions and classes, defaults,
closures, caches - before the first call and after a run. The judge compares the names that have changed on both sides.
Limits: the walk is bounded, and what hides in C objects or in other modules is not found.
"""
import types

_MOST = 20000  # objects
_DEPTH = 6
_MISSING = object()
_SCALARS = (int, float, complex, str, bytes, bool, type(None))


class State:
    """The module's names and their weights when it was made."""

    def __init__(self, module):
        self._module = module
        self._before = self._weights()

    def _weights(self):
        return {name: _Walk(self._module.__name__).of(value) for name, value in list(vars(self._module).items())
                if not (name.startswith("__") and name.endswith("__"))}

    def changed(self):
        """Sorted names below which something was added, removed or replaced."""
        now = self._weights()
        return sorted(name for name in set(now) | set(self._before)
                      if now.get(name, _MISSING) != self._before.get(name, _MISSING))


class _Walk:
    """The weight of one value: a number that changes with the contents and not with addresses."""

    def __init__(self, module):
        self.module, self.seen, self.left = module, set(), _MOST

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
        if issubclass(kind, dict):
            return [part for pair in list(dict.items(value))[:_MOST] for part in pair] + self._fields(value)
        if issubclass(kind, (list, tuple, set, frozenset)) or kind.__name__ == "deque":
            parts = list(value)[:_MOST]
            if issubclass(kind, (set, frozenset)):
                return [len(parts), sum(self.of(part, _DEPTH) for part in parts)] + self._fields(value)
            return parts + self._fields(value)
        if kind is types.FunctionType:
            cells = [cell.cell_contents for cell in value.__closure__ or () if cell != types.CellType()]
            return [value.__defaults__, value.__kwdefaults__, vars(value)] + cells
        if kind in (types.MethodType, staticmethod, classmethod):
            return [value.__func__]
        if hasattr(value, "cache_info"):
            return [value.cache_info().currsize, getattr(value, "__wrapped__", None)]
        if isinstance(value, type):
            if value.__module__ != self.module:
                return []
            return [part for name, part in vars(value).items() if name not in ("__dict__", "__weakref__", "__doc__")]
        if isinstance(value, (bytearray, memoryview)):
            return [bytes(value)]
        return self._fields(value)

    def _fields(self, value):
        if isinstance(value, types.ModuleType):
            return []
        fields = getattr(value, "__dict__", None)
        return [fields] if isinstance(fields, dict) else []
