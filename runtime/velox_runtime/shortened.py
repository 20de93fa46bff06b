# SPDX-License-Identifier: Apache-2.0
"""Short versions of large captured calls, from which other inputs are made.

Problem: a captured call with thousands of elements takes long to unpickle, to change, to compare and to run, so that hardly any input
is made of it; and what a rewrite gets wrong shows with three elements as well. Idea: every container, wherever it is, is cut to its
first elements, which keeps what arguments have to do with each other (the numbers in one list name the rows of another); or to
some of its elements, in their order. What one object is, stays one object.
Limits: tuples of mixed types are records and keep their length. Whether the unit can do with a short version is seen when it is run.
"""
from collections import deque

from velox_runtime import openings, safepickle
from velox_runtime.places import is_made_anew, names_of_fields

LARGE = 3000  # bytes of a pickle
_LENGTHS = (12, 4, 40)
_MOST_DEPTH = 12
_TEXT = 4  # times as many characters as elements


def versions(inputs, rng, max_bytes):
    """[(name, what was done, pickle)]: of each large input as many as there are lengths, first elements and chosen ones in turn."""
    found = []
    for at, (name, data) in enumerate(inputs):
        if len(data) <= LARGE:
            continue
        for turn, most in enumerate(_LENGTHS):
            chosen = (at + turn) % 2 == 1
            short = _short(data, most, rng if chosen else None, max_bytes)
            if short is not None and len(short) < len(data) / 2:
                found.append((name, "shortened to %s%d of each part" % ("" if chosen else "the first ", most), short))
    return found


def _short(data, most, rng, max_bytes):
    try:
        call, kinds = openings.opened(safepickle.thaw(data))
        return safepickle.freeze(openings.closed(_Cut(most, rng).whole(call), kinds), max_bytes)
    except Exception:
        return None


class _Cut:
    def __init__(self, most, rng):
        self.most, self.rng, self.done, self.alive = most, rng, {}, []

    def whole(self, call):
        args, kwargs = call
        return tuple(self.of(value, 0) for value in args), {name: self.of(value, 0) for name, value in kwargs.items()}

    def of(self, value, depth):
        """The value, cut: lists, dicts and objects in place, so that what is shared stays shared."""
        if depth > _MOST_DEPTH or id(value) in self.done:
            return self.done.get(id(value), value)
        self.alive.append(value)
        self.done[id(value)] = value
        new = self._cut(value, depth)
        self.done[id(value)] = new
        return new

    def _cut(self, value, depth):
        kind = type(value)
        if kind in (str, bytes, bytearray):
            return value[:_TEXT * self.most]
        if kind is list:
            value[:] = [self.of(each, depth + 1) for each in self._some(value)]
        elif kind is deque:
            kept = [self.of(each, depth + 1) for each in self._some(list(value))]
            value.clear()
            value.extend(kept)
        elif kind is dict:
            kept = [(key, self.of(value[key], depth + 1)) for key in self._some(list(value))]
            value.clear()
            value.update(kept)
        elif kind is tuple:
            alike = len({type(each) for each in value}) == 1
            return tuple(self.of(each, depth + 1) for each in (self._some(value) if alike else value))
        elif kind in (set, frozenset):
            return kind(self._some(sorted(value, key=lambda each: (type(each).__name__, repr(each)))))
        elif is_made_anew(kind):
            for name in names_of_fields(value):
                old = getattr(value, name)
                new = self.of(old, depth + 1)
                if new is not old:
                    setattr(value, name, new)
        return value

    def _some(self, items):
        if len(items) <= self.most:
            return items
        if self.rng is None:
            return items[:self.most]
        return [items[at] for at in sorted(self.rng.sample(range(len(items)), self.most))]
