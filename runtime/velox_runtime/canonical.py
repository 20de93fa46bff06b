# SPDX-License-Identifier: Apache-2.0
"""Turns values into tagged trees that are equal exactly when the judge may call the values equal.

Problem: two processes with different hash seeds and addresses must write the same text for the same value, aliasing must
show, and nothing may be looked at through methods that the project could have overridden, unless nothing else is left.
Idea: one dispatch table by exact type; containers get numbers in the order in which they are met, and a second meeting is
a reference; elements of sets are sorted by their text.
Limits: nesting below `_DEPTH` is put off to `later` and encoded there, so depth never ends in a RecursionError. Objects of
C types are looked at through __reduce_ex__; what that does not open is named in `opaque`.
"""
import json
import re

from velox_runtime import canonical_types as kinds
from velox_runtime.canonical_objects import Layout, exception_fields
from velox_runtime.output import scrub
from velox_runtime.shape import class_name

_DEPTH = 100
_MOST_CAUSES = 20
MAX_BYTES = 32 << 20
_OWNER = re.compile(r"\bowner=\d+")  # the number of a thread, in the repr of locks


def dumps(tree):
    return json.dumps(tree, separators=(",", ":"))


def plain_text(text):
    """A str that every JSON reader takes: lone surrogates become escapes."""
    return str.encode(text, "utf-8", "backslashreplace").decode("utf-8")


class Encoder:
    """Encodes the values of one observation; numbers and references are shared by all of them."""

    def __init__(self, limit=MAX_BYTES):
        self.ids, self.keep = {}, []
        self.opaque, self.bounds = {}, {}
        self.size, self.limit = 0, limit
        self.waiting, self.later = [], []
        self.arrays = []
        self.text_of = text_of
        self._handlers, self._layouts = {}, {}  # by the class's address, with the class, so that it stays its own

    def encode(self, value):
        """The tree of `value`."""
        tree = self.value(value, 0)
        self._finish_waiting()
        return tree

    def _finish_waiting(self):
        while self.waiting:
            number, value = self.waiting.pop(0)
            self.later.append([number, self._dispatch(value, 0, number)])

    def value(self, value, depth):
        """One value; not final before `encode` has emptied what waits."""
        kind = type(value)
        scalar = kinds.SCALARS.get(kind)
        if scalar is not None:
            tree = scalar(value)
            self.size += 8 + len(tree[-1]) if tree[-1].__class__ is str else 8
            if self.size > self.limit:
                self.bounds["size"] = True
                return ["^", "size"]
            return tree
        self.size += 24
        if self.size > self.limit:
            self.bounds["size"] = True
            return ["^", "size"]
        number = self.ids.get(id(value))
        if number is not None:
            return ["r", number]
        if depth >= _DEPTH:
            number = self.number(value)
            self.waiting.append((number, value))
            return ["r", number]
        return self._dispatch(value, depth, None)

    def _dispatch(self, value, depth, number):
        kind = type(value)
        known = self._handlers.get(id(kind))
        if known is None:
            handler = kinds.TABLE.get(kind) or kinds.handler_for(value)
            known = self._handlers[id(kind)] = handler, handler in kinds.UNNUMBERED, kind
        handler, unnumbered, _ = known
        if unnumbered:
            return handler(self, value, depth + 1)
        if number is None:
            number = self.number(value)
        return handler(self, value, depth + 1, number)

    def layout(self, kind):
        """The Layout of instances of a class."""
        known = self._layouts.get(id(kind))
        if known is None:
            known = self._layouts[id(kind)] = Layout(kind, kinds.payload_handler(kind))
        return known

    def number(self, value):
        """Gives a container its number; keeps it alive so that its address stays its own."""
        number = len(self.keep) + 1
        self.keep.append(value)
        self.ids[id(value)] = number
        return number

    def items(self, values, depth):
        trees = []
        for value in values:
            trees.append(self.value(value, depth))
            if self.size > self.limit:
                break
        return trees

    def pairs(self, items, depth):
        trees = []
        for key, item in items:
            trees.append([self.value(key, depth), self.value(item, depth)])
            if self.size > self.limit:
                break
        return trees

    def sorted_items(self, values, depth):
        """Elements of a set, in an order that does not depend on hashes."""
        values = list(values)
        if all(type(value) in kinds.SCALARS for value in values):
            trees = self.items(values, depth)
            trees.sort(key=dumps)
            return trees
        keyed = [(self._lonely_text(value), index) for index, value in enumerate(values)]
        keyed.sort()
        return [self.value(values[index], depth) for _, index in keyed]

    def _lonely_text(self, value):
        alone = Encoder(self.limit)
        tree = alone.encode(value)
        return dumps([tree, alone.later])

    def name_opaque(self, value, note=None):
        """["?", ...]: what cannot be looked into."""
        name = note or class_name(type(value))
        self.opaque[name] = True
        try:
            text = repr(value)
        except Exception as error:
            text = "<repr raised %s>" % type(error).__name__
        if not isinstance(text, str):
            text = ""
        return ["?", class_name(type(value)), plain_text(_OWNER.sub("owner=", scrub(text)))[:10000]]

    def exception(self, error):
        """The dictionary of a raised exception."""
        context = error.__context__
        notes = getattr(error, "__notes__", None)
        found = {"type": class_name(type(error)), "text": text_of(error), "args": self.encode(BaseException.args.__get__(error)),
                 "cause": _causes(error), "context_type": None if context is None else class_name(type(context)),
                 "notes": [plain_text(note) for note in notes if isinstance(note, str)] if isinstance(notes, list) else []}
        if context is not None and error.__suppress_context__ and error.__cause__ is None:
            found["suppressed"] = True
        attributes = [[name, self.encode(item)] for name, item in exception_fields(self, error)]
        if attributes:
            found["attributes"] = attributes
        return found


def _causes(error):
    """The chain of causes, nearest first, each inside the one before."""
    chain = []
    while error.__cause__ is not None and len(chain) < _MOST_CAUSES:
        error = error.__cause__
        chain.append({"type": class_name(type(error)), "text": text_of(error)})
    found = None
    for link in reversed(chain):
        if found is not None:
            link["cause"] = found
        found = link
    return found


def text_of(error):
    """str(error), whatever the project made of it."""
    try:
        return plain_text(scrub(str(error)))
    except Exception as problem:
        return "<str raised %s>" % type(problem).__name__
