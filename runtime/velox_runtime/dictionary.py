# SPDX-License-Identifier: Apache-2.0
"""The values that code itself names: what fuzzers call a dictionary.

Problem: a branch for the text "xml" or for numbers above 3999 is hardly ever met by chance.
Idea: read the constants of the unit's code object, of the functions and classes of its module that it names, of plain
data that it reads from its module, and of patterns; take with a text its characters and words and a sample of what it
matches as a pattern, with a number its neighbours and its negative.
Limits: constants are read from code objects, so what the compiler has folded away is not seen. At most `_MOST` of a type.
"""
import random
import re
import types

try:
    from re import _parser as _patterns
except ImportError:  # before 3.11
    import sre_parse as _patterns

_MOST = 80
_DEPTH = 3
_LONGEST = 200
_SCALARS = (str, int, float, bytes)
_TYPES = (str, int, float, bytes, bool, list, tuple, dict)
_META = re.compile(r"[\\\[(*+?|^$]")
_WORDS = re.compile(r"[^\W_]+|[\W_]+")
_PROSE = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")  # messages: nothing that would be looked for in an input
_CLASSES = {"category_digit": "07\u0663", "category_not_digit": "a-\u00b2", "category_space": " \t\n\x1c\u00a0", "category_not_space": "a_",
            "category_word": "aZ_9\u00e9\u0663", "category_not_word": " -.\u0301"}


class Dictionary:
    """Values by type, in a fixed order, those of the unit itself first."""

    def __init__(self):
        self.of = {kind: [] for kind in _SCALARS}
        self.chars = []
        self.functions = set()
        self.types, self.names = set(), set()

    def add(self, value):
        """A scalar, or a plain container of such."""
        kind = type(value)
        if kind in (tuple, list, set, frozenset):
            for each in sorted(list(value)[:_MOST], key=lambda each: (type(each).__name__, repr(each))):
                self.add(each)
        elif kind is dict:
            self.add(list(value)[:_MOST])
            self.add([each for each in value.values() if type(each) in _SCALARS])
        elif isinstance(value, re.Pattern):
            self.add(value.pattern)
        elif kind in self.of and (kind not in (str, bytes) or len(value) <= _LONGEST):
            for each in _near(value):
                known = self.of[type(each)]
                if len(known) < _MOST and not any(each == other and repr(each) == repr(other) for other in known):
                    known.append(each)
            if kind is str and not _PROSE.search(value):
                self.chars.extend(char for char in value[:40] if char not in self.chars and len(self.chars) < _MOST)

    def add_function(self, function, depth=0):
        """Constants of a Python function, then of what it names in its module."""
        code = getattr(function, "__code__", None)
        if code is None or code in self.functions or depth > _DEPTH:
            return
        self.functions.add(code)
        self.add_code(code, getattr(function, "__doc__", None))
        for value in (getattr(function, "__defaults__", None) or ()):
            self.add(value)
        space = getattr(function, "__globals__", {})
        self.names.update(_names(code))
        if {"isinstance", "type"} & set(_names(code)):
            self.types |= {kind for kind in _TYPES if kind.__name__ in _names(code)}
        for name in _names(code):
            self._add_named(space.get(name), space, code, depth)
            for kind in _classes(space, code):
                self._add_named(vars(kind).get(name), space, code, depth)

    def add_code(self, code, doc=None):
        for index, value in enumerate(code.co_consts):
            if isinstance(value, types.CodeType):
                self.add_code(value)
            elif not (index == 0 and isinstance(value, str) and value == doc) and value is not None:
                self.add(value)
        for number in _small_numbers(code):
            self.add(number)

    def _add_named(self, value, space, code, depth):
        value = getattr(value, "__wrapped__", value)
        if isinstance(value, (staticmethod, classmethod)):
            value = value.__func__
        if isinstance(value, types.FunctionType):
            if value.__code__.co_filename == code.co_filename:
                self.add_function(value, depth + 1)
        elif isinstance(value, type):
            if value.__module__ == space.get("__name__"):
                for each in list(vars(value).values()):
                    if isinstance(each, types.FunctionType):
                        self.add_function(each, depth + 1)
                    else:
                        self.add(each)
        elif not callable(value):
            self.add(value)

    def scalar_types(self):
        """Types of scalars that code tells from others."""
        return self.types & set(_SCALARS + (bool,))

    def containers_told(self):
        """Whether code tells lists or tuples from other things."""
        return bool(self.types & {list, tuple})

    def only_in(self, other):
        """A dictionary of what is here and not in the other one."""
        found = Dictionary()
        for kind, values in self.of.items():
            known = {repr(each) for each in other.of[kind]}
            found.of[kind] = [each for each in values if repr(each) not in known]
        found.chars = [each for each in self.chars if each not in other.chars]
        return found


def of_sources(source, other, file):
    """What the modules' text `source` names and the text `other` does not; small numbers left out. Raises SyntaxError."""
    found = []
    for text in (source, other):
        made = Dictionary()
        made.add_code(compile(text, file, "exec", dont_inherit=True))
        found.append(made)
    new = found[0].only_in(found[1])
    new.of[int] = [each for each in new.of[int] if abs(each) > 3]
    return new


def of_function(function):
    found = Dictionary()
    found.add_function(function)
    return found


def _names(code):
    found = list(code.co_names)
    for value in code.co_consts:
        if isinstance(value, types.CodeType):
            found.extend(_names(value))
    return found


def _classes(space, code):
    """Classes that the module has made itself: a method calls its neighbours by attribute."""
    return [value for value in list(space.values()) if isinstance(value, type) and value.__module__ == space.get("__name__")][:20]


def _small_numbers(code):
    """From 3.14 on small numbers stand in the instructions."""
    import opcode

    wanted = opcode.opmap.get("LOAD_SMALL_INT")
    if wanted is None:
        return []
    return sorted({code.co_code[at + 1] for at in range(0, len(code.co_code), 2) if code.co_code[at] == wanted})


def _near(value):
    """The value and what lies next to it."""
    if type(value) is int:
        return [value, value + 1, value - 1, -value] if abs(value) < 2 ** 70 else [value]
    if type(value) is float:
        return [value, -value, value * (1 + 2 ** -52), value + 1.0]
    found = [value]
    if type(value) is str and value and not _PROSE.search(value):
        words = _WORDS.findall(value)
        found += [each for each in words if each != value][:12]
        if _META.search(value):
            found += samples(value, 4)
    return found


def samples(pattern, count):
    """Texts that a regular expression matches, as far as they can be made; [] for what is none."""
    try:
        tree = _patterns.parse(pattern)
    except Exception:
        return []
    rng, found, whole = random.Random(5), [], re.compile(pattern)
    for _ in range(3 * count):
        text = "".join(_sample(tree, rng))[:_LONGEST]
        if text and text not in found and len(found) < count and whole.match(text):
            found.append(text)
    return found


def _sample(tree, rng):
    for op, given in tree:
        name = str(op).lower()
        if name == "literal":
            yield chr(given)
        elif name == "in":
            yield _from_class(given, rng)
        elif name in ("any", "not_literal"):
            yield rng.choice("a0 _")
        elif name in ("max_repeat", "min_repeat", "possessive_repeat"):
            least, most, inner = given
            for _ in range(rng.choice((least, min(int(most), least + 1), min(int(most), least + 3)))):
                yield from _sample(inner, rng)
        elif name == "subpattern":
            yield from _sample(given[-1], rng)
        elif name == "branch":
            yield from _sample(rng.choice(given[1]), rng)


def _from_class(parts, rng):
    if str(parts[0][0]).lower() == "negate":
        return rng.choice("a0 _-")
    op, given = rng.choice(parts)
    name = str(op).lower()
    if name == "literal":
        return chr(given)
    if name == "range":
        return chr(rng.choice((given[0], given[1], rng.randint(*given))))
    return rng.choice(_CLASSES.get(str(given).lower(), "a"))
