# SPDX-License-Identifier: Apache-2.0
"""What was seen at each place of the arguments, over all captured calls: values, types, shapes.

Problem: a made value must be of a type that the code was written for, and one that could stand there.
Idea: places have paths: `0[].name` is the field of all elements of the first argument. Values, types and containers are
gathered by path, so that what was seen at one element may come at another. Where a list holds scalars and containers
together the argument is a tree (JSON, nested lists), and all its types may stand anywhere in it.
Limits: bounds of `_MOST_PLACES` places a call and `_MOST_SEEN` values a path; a dict's text keys are fields while few.
"""
import datetime
import decimal
import fractions
from collections import deque

from velox_runtime import safepickle, texts
from velox_runtime.places import is_made_anew, names_of_fields, step_in

TIMES = (datetime.datetime, datetime.date, datetime.timedelta)
SCALARS = (bool, int, float, str, bytes, type(None), complex, decimal.Decimal, fractions.Fraction) + TIMES
_CONTAINERS = (list, tuple, dict, set, frozenset, deque)
_MOST_SEEN = 60
_MOST_PLACES = 3000
_DEEPEST = 40


def inner(value, path):
    """(path, value) of what a container or plain object holds."""
    if isinstance(value, tuple):
        return [(path + step_in(value, at), each) for at, each in enumerate(value)]
    if isinstance(value, (list, deque)):
        return [(path + "[]", each) for each in value]
    if isinstance(value, (set, frozenset)):
        return [(path + "[]", each) for each in sorted(value, key=lambda each: (type(each).__name__, repr(each)))]
    if isinstance(value, dict):
        found = []
        for key, each in value.items():
            found += [(path + "{}", key), (path + step_in(value, key), each)]
        return found
    if is_made_anew(type(value)):
        return [("%s.%s" % (path, name), getattr(value, name)) for name in names_of_fields(value)]
    return []


class Schema:
    """Values by path and by type. `calls`: [(args, kwargs)], thawed; not changed. `near`, `far`: what code names."""

    def __init__(self, calls, dictionary):
        self.dictionary = dictionary
        self.values, self.types, self.trees, self.containers = {}, {}, set(), {}
        self.tops = [value for args, kwargs in calls for value in list(args) + [kwargs[name] for name in sorted(kwargs)]]
        self.keyed, self.named_keys = {}, set()
        for args, kwargs in calls:
            self.named_keys = {value for value in list(args) + list(kwargs.values()) if type(value) is str}
            for key, value in list(enumerate(args)) + sorted(kwargs.items()):
                self._gather(str(key), value)
        self._free_trees()
        self.scalars = {}
        for path in sorted(self.values):
            for value in self.values[path]:
                _note(self.scalars.setdefault(type(value), []), value, 4 * _MOST_SEEN)
        self.texts = texts.Seen(self.scalars.get(str, []), dictionary.of[str], dictionary.chars)

    def _gather(self, root, value):
        todo, count = deque([(root, value, 0)]), 0
        while todo and count < _MOST_PLACES:
            path, value, depth = todo.popleft()
            count += 1
            self.types.setdefault(path, set()).add(type(value))
            if type(value) in SCALARS:
                _note(self.values.setdefault(path, []), value, _MOST_SEEN)
                continue
            self._note_container(root, path, value)
            if isinstance(value, dict):
                self._note_keyed(path, value)
            if depth < _DEEPEST:
                todo.extend((where, each, depth + 1) for where, each in inner(value, path))

    def _note_keyed(self, path, value):
        """Fields whose names come as arguments: what was seen at one may stand at the other."""
        for key in value:
            if type(key) is str and key in self.named_keys:
                self.keyed.setdefault(path, set()).add(path + step_in(value, key))

    def _alike(self, path):
        """The paths whose values may stand at this one."""
        fields = self.keyed.get(path.rpartition(".")[0], ())
        return sorted(fields) if path in fields else (path,)

    def _note_container(self, root, path, value):
        known = self.containers.setdefault(path, [])
        if len(known) < 12:
            try:
                known.append(safepickle.freeze(value, 20000))
            except Exception:
                pass
        if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
            kinds = {type(each) for each in value}
            if kinds & set(_CONTAINERS) and kinds - set(_CONTAINERS) - {type(None)} and (type(value) is list or type(value) in kinds):
                self.trees.add(root)

    def _free_trees(self):
        """In a tree all types of the argument may stand anywhere."""
        self.tree_values = {}
        for root in sorted(self.trees):
            inside = [path for path in sorted(self.types) if root_of(path) == root and path != root]
            self.tree_values[root] = ([each for path in inside for each in self.values.get(path, [])],
                                      [each for path in inside for each in self.containers.get(path, [])])

    def types_at(self, path):
        root = root_of(path)
        if root in self.trees and path != root:
            return {type(each) for each in self.tree_values[root][0]} | self.dictionary.scalar_types()
        return {each for alike in self._alike(path) for each in self.types.get(alike, ()) if each in SCALARS}

    def seen_at(self, path):
        root = root_of(path)
        if root in self.trees and path != root:
            return self.tree_values[root][0]
        return [each for alike in self._alike(path) for each in self.values.get(alike, [])]

    def alike(self, one, two):
        """Whether what was seen inside of two places, of one type, is of the same kind, so that one may stand for the other."""
        if one == two:
            return True
        inside = [{path[len(root):]: kinds for path, kinds in self.types.items() if path.startswith(root) and path[len(root):][:1] in tuple("[{.")}
                  for root in (one, two)]
        common = set(inside[0]) & set(inside[1])
        return all(inside[0][path] & inside[1][path] for path in common) and (bool(common) or not inside[0] or not inside[1])

    def container_at(self, path, rng):
        """A fresh container or object that was seen at this path, or None."""
        root = root_of(path)
        known = self.tree_values[root][1] if root in self.trees and path != root else self.containers.get(path, [])
        return safepickle.thaw(rng.choice(known)) if known else None


def root_of(path):
    for at, char in enumerate(path):
        if char in "[{.":
            return path[:at]
    return path


def _note(known, value, most):
    if len(known) < most and not any(value is each or (type(value) is type(each) and repr(value) == repr(each)) for each in known):
        known.append(value)
