# SPDX-License-Identifier: Apache-2.0
"""What is learnt about a unit's parameters and results from the calls that are looked at."""
import random

from velox_runtime import shape, tables

_MAX_TYPES = 24
_MAX_SIZES = 256
_MAX_NUMBER = 1 << 53  # JSON's numbers are exact below it


def _count(counts, name, by):
    if name in counts or len(counts) < _MAX_TYPES:
        counts[name] = counts.get(name, 0) + by


class Spread:
    """Least, median and largest of many whole numbers: the outermost ones are kept, a random part of those between."""

    def __init__(self):
        self.kept, self.seen = [], 0

    def add(self, n):
        self.seen += 1
        kept = self.kept
        if len(kept) < _MAX_SIZES:
            kept.append(n)
            return
        least, largest = min(kept), max(kept)
        if n > largest:
            kept[kept.index(largest)] = n
        elif n >= least:
            at = random_below(self.seen)
            if at < _MAX_SIZES and kept[at] not in (largest, least):
                kept[at] = n
        else:
            kept[kept.index(least)] = n

    def result(self):
        ordered = sorted(self.kept)
        return [ordered[0], ordered[len(ordered) // 2], ordered[-1]]


class ValueFacts:
    """Types of a value, of its elements and of their elements, its sizes; what it was where it was a whole number."""

    def __init__(self):
        self.types, self.elements, self.deeper, self.values = {}, {}, {}, {}
        self.hashable = None
        self.sizes, self.numbers = Spread(), Spread()
        self.shared = False

    def add(self, value, weight):
        _count(self.types, shape.type_name(value), weight)
        if type(value) is int and 0 <= value < _MAX_NUMBER:
            return self.numbers.add(value)
        table = tables.look(value)
        if table is not None:
            return self._add_table(table)
        n = shape.length(value)
        if n is not None:
            self.sizes.add(n)
        found = shape.elements(value)
        if found is None:
            return
        for element in found:
            _count(self.elements, shape.type_name(element), 1)
            if self.hashable is not False:
                self.hashable = shape.hashable(element)
            for inner in (shape.elements(element) or ())[:8]:
                _count(self.deeper, shape.type_name(inner), 1)
        if isinstance(value, dict):
            for element in shape.dict_values(value):
                _count(self.values, shape.type_name(element), 1)

    def _add_table(self, table):
        if table.length is not None:
            self.sizes.add(table.length)
        _count(self.elements, table.item or "mixed", 1)
        self.hashable = False
        if table.deeper:
            _count(self.deeper, table.deeper, 1)

    def result(self):
        found = {"types": self.types}
        if self.elements:
            found["elements"] = self.elements
            found["hashable_elements"] = bool(self.hashable)
        if self.deeper:
            found["element_of_elements"] = self.deeper
        if self.values:
            found["values"] = self.values
        if self.sizes.kept:
            found["sizes"] = self.sizes.result()
        if self.numbers.kept:
            found["numbers"] = self.numbers.result()
        return found


class FrameFacts:
    """Facts of what the local variables, and the fields of `self`, hold when a call of the unit ends."""

    _MAX_FIELDS = 40

    def __init__(self, code):
        parameters = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        self.skipped = set(code.co_varnames[:parameters])
        self.self_name = "self" if code.co_argcount and code.co_varnames[0] == "self" else None
        self.values = {}

    def add(self, local_values):
        for name, value in local_values.items():
            if name not in self.skipped and not name.startswith("."):
                self._add(name, value)
        if self.self_name in local_values:
            for name, value in shape.fields(local_values[self.self_name])[:self._MAX_FIELDS]:
                self._add("self." + name, value)

    def _add(self, name, value):
        facts = self.values.get(name)
        if facts is None:
            facts = self.values[name] = ValueFacts()
        facts.add(value, 1)

    def result(self):
        return {name: facts.result() for name, facts in self.values.items()}


class CallFacts:
    """Facts of all parameters, by name, and of the result."""

    def __init__(self, positional, keyword, star, double_star):
        self.positional, self.star, self.double_star = positional, star, double_star
        self.names = set(positional) | set(keyword)
        self.params, self.returned = {}, ValueFacts()

    def add_arguments(self, args, kwargs, weight):
        named = list(zip(self.positional, args))
        if self.star and len(args) > len(self.positional):
            named.append((self.star, args[len(self.positional):]))
        extra = {}
        for name, value in kwargs.items():
            if name in self.names:
                named.append((name, value))
            else:
                extra[name] = value
        if extra:
            named += [(self.double_star, extra)] if self.double_star else list(extra.items())
        seen = {}
        for name, value in named:
            facts = self.params.get(name)
            if facts is None:
                facts = self.params[name] = ValueFacts()
            facts.add(value, weight)
            if shape.is_mutable(value):
                other = seen.setdefault(id(value), facts)
                if other is not facts:
                    other.shared = facts.shared = True

    def result(self):
        found = {}
        for name, facts in self.params.items():
            found[name] = facts.result()
            found[name]["identity_shared"] = facts.shared
        return found


# A generator of our own: the program's `random` must not be advanced.
random_below = random.Random(20250).randrange
