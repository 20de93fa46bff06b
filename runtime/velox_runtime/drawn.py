# SPDX-License-Identifier: Apache-2.0
"""Draws values anew by what was seen at their places: property-based generation with captured calls for its schema.

Problem: changes of one captured input at a time seldom bring two equal keys, a zero in the middle and a NaN together.
Idea: a call is gone through and its leaves are drawn again, all in one mood: few small values (so that ties abound), values
that the code names and their neighbours, special ones, those that round, those seen elsewhere. Containers keep their shape or get other
lengths, of elements that were seen.
Limits: types are those that were seen at the place. Invariants between fields are not known.
"""
import datetime
import decimal
import fractions
from collections import deque

from velox_runtime import texts
from velox_runtime.places import is_made_anew, names_of_fields, step_in
from velox_runtime.schema import SCALARS

MOODS = ("small", "named", "special", "rounding", "seen", "mixed")
_SPECIAL_INTS = (0, 1, -1, 2, -2, 7, 10, -10, 255, 256, 1000, 2 ** 31, -2 ** 31, 2 ** 53 + 1, -2 ** 53 - 1, 2 ** 63 - 1, 2 ** 63, 2 ** 64, -2 ** 63 - 1,
                 10 ** 20 + 1, 10 ** 30 + 7)
_ROUNDING_INTS = (2 ** 53 + 1, 2 ** 53 + 3, 2 ** 54 + 2, -2 ** 53 - 1, 10 ** 17 + 1, 10 ** 30 + 7, 3, 1)
_SPECIAL_FLOATS = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, 1e308, -1e308, 5e-324, 2.2250738585072014e-308, 1e-9, 1e16, 9007199254740993.0,
                   float("inf"), float("-inf"))
_ROUNDING_FLOATS = (0.1, 0.2, 0.3, 0.7, 1.1, 2.675, 1 / 3, 2 / 3, 1e16, -1e16, 1.0, 1e-16, 1e8 + 0.1, 33.3, 0.07, 4.35, 1.005)
_FEW = ((0, 1, 2, 3, -1), (0, -1, -2), (-1, 0, 1), (0, 1), (1, 2, 3), (-3, -2, 2, 3), (0, 1, 2, 5, 10))  # one of them for each call
_SIZES = (0, 1, 1, 2, 2, 3, 3, 4, 5, 8, 13, 40)


class Nan:
    """Stands for one NaN object at several places: pickles keep the identity of this, though not that of floats."""

    def __reduce__(self):
        return float, ("nan",)

    def __hash__(self):
        return 1


class Drawing:
    """Draws for one call, in one mood."""

    def __init__(self, schema, rng, mood):
        self.schema, self.rng, self.mood, self.nan = schema, rng, mood, Nan()
        self.few = rng.choice(_FEW)
        self.dictionary = schema.dictionary

    def leaf(self, value, path):
        """A value for this place, of a type that was seen there."""
        kind = type(value)
        allowed = self.schema.types_at(path)
        if len(allowed) > 1 and self.rng.random() < (0.3 if self.mood != "mixed" else 0.8):
            other = self._of_another_type(value, allowed)
            if other is not value:
                return other
        draw = _DRAWS.get(kind)
        return value if draw is None else draw(self, value, path)

    def twin(self, value, path):
        """A value that is equal to this one, and another: True for 1, 1.0 for 1, -0.0 for 0.0; or the value itself."""
        allowed, found = self.schema.types_at(path), []
        if type(value) in (bool, int, float) and value == value and abs(value) < 2 ** 53:
            found = [kind(value) for kind in (bool, int, float) if kind in allowed and kind is not type(value) and kind(value) == value]
            if type(value) is float and value == 0:
                found.append(-value)
        return self.rng.choice(found) if found else value

    def _of_another_type(self, value, allowed):
        """The like of the value in another type that was seen here, or any value of such a type."""
        target = self.rng.choice(sorted((each for each in allowed if each is not type(value)), key=lambda each: each.__name__))
        if self.rng.random() < 0.7:
            try:
                if target is str:
                    return str(value)
                if target in (int, float):
                    return target(value)
                if target is bool and value in (0, 1):
                    return bool(int(value))
            except (TypeError, ValueError, OverflowError):
                pass
        known = self.schema.scalars.get(target, [])
        return self.rng.choice(known) if known else value

    def _seen(self, path, kind):
        known = [each for each in self.schema.seen_at(path) if type(each) is kind]
        if not known or self.rng.random() < 0.3:
            known = self.schema.scalars.get(kind) or known
        return known

    def _bool(self, value, path):
        return self.rng.random() < 0.5

    def _int(self, value, path):
        rng = self.rng
        if self.mood == "small":
            return rng.choice(self.few) if rng.random() < 0.9 else rng.randint(-6, 12)
        if self.mood == "named" and self.dictionary.of[int]:
            return rng.choice(self.dictionary.of[int])
        if self.mood == "special":
            return rng.choice(_SPECIAL_INTS)
        if self.mood == "rounding":
            return rng.choice(_ROUNDING_INTS)
        if rng.random() < 0.3:
            return value + rng.choice((-1, 1, -value, -2 * value, 10, 7 * value))
        return rng.choice(self._seen(path, int) or [value])

    def _float(self, value, path):
        rng = self.rng
        if self.mood == "small":
            return rng.choice((0.5, -0.0)) if rng.random() < 0.1 else float(rng.choice(self.few))
        if self.mood == "named" and self.dictionary.of[float]:
            return rng.choice(self.dictionary.of[float])
        if self.mood == "named" and self.dictionary.of[int]:
            number = rng.choice(self.dictionary.of[int])
            return float(number) if abs(number) < 1e300 else value
        if self.mood == "special":
            choice = rng.random()
            return self.nan if choice < 0.15 else float("nan") if choice < 0.25 else rng.choice(_SPECIAL_FLOATS)
        if self.mood == "rounding":
            if rng.random() < 0.5:
                return rng.choice(_ROUNDING_FLOATS)
            known = [each for each in self.schema.scalars.get(float, ()) if abs(each) < 1e9] or [1.0]
            return round(rng.uniform(min(known), max(known)), rng.choice((1, 1, 2, 5)))
        if rng.random() < 0.3:
            return rng.choice((-value, value * (1 + 2 ** -52), value / 3, value + 0.1, rng.uniform(-10, 10)))
        return rng.choice(self._seen(path, float) or [value])

    def _str(self, value, path):
        rng = self.rng
        if self.mood == "small" and rng.random() < 0.5:
            return self.schema.texts.made_of_tokens(rng)
        if self.mood == "small":
            chars = (self.schema.texts.chars or ["a"])[:12]
            return "".join(rng.choice(chars) for _ in range(rng.choice((0, 1, 1, 2, 3))))
        if self.mood == "named" and self.dictionary.of[str] and rng.random() < 0.6:
            return rng.choice(self.dictionary.of[str])
        if self.mood in ("special", "rounding", "named") or rng.random() < 0.4:
            change = texts.changed(value, rng, self.schema.texts)
            return change[1] if change else value
        return rng.choice(self._seen(path, str) or [value])

    def _bytes(self, value, path):
        rng = self.rng
        if self.mood == "named" and self.dictionary.of[bytes]:
            return rng.choice(self.dictionary.of[bytes])
        if self.mood == "seen":
            return rng.choice(self._seen(path, bytes) or [value])
        return bytes(rng.choice((0, 1, 10, 13, 32, 48, 65, 127, 128, 255, rng.randrange(256))) for _ in range(rng.choice(_SIZES)))

    def _time(self, value, path):
        """One that was seen, moved by a span that was seen, or by hardly anything."""
        rng, spans = self.rng, self.schema.scalars.get(datetime.timedelta, [])
        base = rng.choice(self._seen(path, type(value)) or [value])
        least = datetime.timedelta(microseconds=1) if type(value) is datetime.datetime else datetime.timedelta(days=1)
        by = rng.choice((0 * least, 0 * least, least, -least, datetime.timedelta(seconds=1), datetime.timedelta(days=1)) + tuple(spans[:8]))
        return base + by if rng.random() < 0.8 else base - by

    def _span(self, value, path):
        rng = self.rng
        second = datetime.timedelta(seconds=1)
        return rng.choice([0 * second, second, -second, second / 1000000, -value, 2 * value, value / 3, value + second] + self._seen(path, type(value)))

    def _decimal(self, value, path):
        choices = ["0", "-0", "1", "-1", "0.1", "0.10", "1.005", "2.675", "1E+3", "1E-30", "33333333333333333333.333333333", "0.5", "2.5"]
        return self.rng.choice([decimal.Decimal(each) for each in choices] + [value.copy_negate()] + self._seen(path, type(value)))

    def _fraction(self, value, path):
        return self.rng.choice([fractions.Fraction(0), fractions.Fraction(1, 3), -value, value + 1, value / 7] + self._seen(path, type(value)))

    def whole(self, value, path, share, reshape, depth=0):
        """The value with about `share` of its leaves drawn again, and with other lengths where `reshape` says so."""
        kind = type(value)
        if kind in SCALARS:
            return self.leaf(value, path) if self.rng.random() < share else value
        if depth > 12:
            return value
        if kind in (list, deque):
            items = self._elements(list(value), path, share, reshape, depth)
            return items if kind is list else deque(items, value.maxlen)
        if isinstance(value, tuple):
            return self._tuple(value, path, share, reshape, depth)
        if kind in (set, frozenset):
            items = sorted(value, key=lambda each: (type(each).__name__, repr(each)))
            return kind(self._elements(items, path, share, reshape, depth))
        if isinstance(value, dict):
            return self._dict(value, path, share, reshape, depth)
        if is_made_anew(kind):
            for name in names_of_fields(value):
                object.__setattr__(value, name, self.whole(getattr(value, name), "%s.%s" % (path, name), share, reshape, depth + 1))
        return value

    def _tuple(self, value, path, share, reshape, depth):
        if type(value) is tuple and step_in(value, 0) == "[]" and len(value) != 2:
            return tuple(self._elements(list(value), path, share, reshape, depth))
        items = [self.whole(each, path + step_in(value, at), share, reshape, depth + 1) for at, each in enumerate(value)]
        return type(value)._make(items) if hasattr(value, "_make") else type(value)(items)

    def _elements(self, items, path, share, reshape, depth):
        if reshape and (depth == 0 or self.rng.random() < 0.5):
            items = self._other_length(items, path)
        return [self.whole(each, path + "[]", share, reshape, depth + 1) for each in items]

    def _other_length(self, items, path):
        wanted = self.rng.choice(_SIZES)
        found = self.rng.sample(items, min(len(items), wanted))
        while len(found) < wanted:
            fresh = self._element(items, path)
            if fresh is _NONE:
                break
            found.append(fresh)
        return found

    def _element(self, items, path):
        """A fresh element that was seen here, or one of these."""
        known = self.schema.seen_at(path + "[]")
        if known and (not self.schema.containers.get(path + "[]") or self.rng.random() < 0.5):
            return self.rng.choice(known)
        made = self.schema.container_at(path + "[]", self.rng)
        return made if made is not None else self.rng.choice(known) if known else _NONE

    def _dict(self, value, path, share, reshape, depth):
        found, rng = [], self.rng
        items = list(value.items())
        if reshape and rng.random() < 0.5:
            other = self.schema.container_at(path, rng)
            if isinstance(other, dict):
                items += list(other.items())
            rng.shuffle(items)
            items = items[:max(rng.choice(_SIZES), 1)]
        fields = len(value) <= 24
        for key, each in items:
            if type(key) in SCALARS and rng.random() < (0.1 if fields else share):
                key = self.leaf(key, path + "{}")
            found.append((key, self.whole(each, path + step_in(value, key), share, reshape, depth + 1)))
        made = value.copy()  # of a subclass, with its attributes
        made.clear()
        made.update(found)
        return made


_NONE = object()
_DRAWS = {bool: Drawing._bool, int: Drawing._int, float: Drawing._float, str: Drawing._str, bytes: Drawing._bytes,
          datetime.datetime: Drawing._time, datetime.date: Drawing._time, datetime.timedelta: Drawing._span,
          decimal.Decimal: Drawing._decimal, fractions.Fraction: Drawing._fraction}
