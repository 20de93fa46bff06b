# SPDX-License-Identifier: Apache-2.0
"""Makes new inputs from captured ones: changes that keep types, because the code was written for those.

Problem: captured calls show what happened, not what may happen: empty, one, many, equal, reversed, extreme, shared.
Idea: unpickle a captured input, change it, pickle it again. The ways to change it take turns, so that each has its part: each
change of each argument once, random changes, values drawn anew by what was seen and what the code names (drawn.py), changes
inside of texts (texts.py), values that relate to each other (relations.py). Where the unit can be run, many are made, and
those kept that reach something new (greybox.py). Equal seeds give equal inputs in every process: sets are put in order before
a choice is made.
Limits: invariants between fields of an object are not known; both versions then meet the same broken object. What is kept of
many depends on the time that the unit takes.
"""
import random
from _blake2 import blake2b

from velox_runtime import canonical, dictionary, drawn, greybox, mutations, openings, relations, safepickle, schema, shape, shortened, texts, variants
from velox_runtime.places import places_in, top_level

_TRIES_PER_INPUT = 12
_MAX_POOL = 64
_FUTILE = 8  # turns without a new input
_ONE_BY_ONE_SHARE = 0.5  # of the turns, until each change of each argument was made


def made_from(inputs, count, seed, max_bytes, varied=False, unit=None, observer=None, against=b"", within=0):
    """At most `count` new inputs: a list of (name of the origin, what was done, pickle), all different.

    `unit`: its code is read for the values that it names; `observer`: runs it in forks of this process, to choose among many.
    `against`: another text of the unit's file; then inputs are made of the values that it names and the unit's own does not.
    `within`: wall seconds for that where others have the CPU. `varied` makes values of other types instead, named "another type: ..."."""
    if not inputs or count <= 0:
        return []
    rng = random.Random(seed)
    short = shortened.versions(inputs, rng, max_bytes)
    inputs = [each for each in inputs if len(each[1]) <= shortened.LARGE] + [(name, data) for name, _, data in short] or inputs
    if varied:
        making = _Making(inputs, count, max_bytes)
        for name, data, key, row in _one_by_one(inputs, rng, variants.rows)[:count]:
            making.add(name, data, lambda call: _apply(call, key, row, rng, "another type: "))
        return making.made
    words = _words(unit, against)
    if against and not any(words.of.values()):
        return []
    maker = Maker(inputs, rng, max_bytes, words, bool(against))
    maker.short = {data for _, _, data in short}
    if not against:
        maker.ready = [greybox.Made(name, how, "short", data) for name, how, data in short]
    if observer is not None:
        return greybox.choose(maker, observer, unit, count, within)
    making = _Making(inputs, count, max_bytes)
    for _ in range(count * _TRIES_PER_INPUT + 50):
        if making.full():
            break
        made = maker.make()
        if made is not None:
            making.keep(made.origin, made.how, made.data)
    return making.made


def _words(unit, against):
    if not against:
        return dictionary.of_function(unit.raw) if unit is not None else dictionary.Dictionary()
    file = unit.raw.__code__.co_filename
    try:
        with open(file, "rb") as source:
            return dictionary.of_sources(against, source.read(), file)
    except (OSError, SyntaxError, ValueError):
        return dictionary.Dictionary()


class Maker:
    """Makes inputs without end, each kind in its turn. `parents`: (name, pickle); new ones may be added."""

    def __init__(self, inputs, rng, max_bytes, words, words_only=False):
        self.parents, self.captured = list(inputs), len(inputs)
        self.rng, self.max_bytes = rng, max_bytes
        self.raised = set()  # types of the exceptions that captured calls raise
        self.known = {identity(data) for _, data in inputs}
        calls = []
        for _, data in inputs[:_MAX_POOL]:
            try:
                calls.append(openings.opened(safepickle.thaw(data))[0])
            except Exception:
                continue
        self.schema = schema.Schema(calls, words)
        self.pool = _Pool(inputs)
        self.systematic = [] if words_only else _one_by_one(inputs, rng, mutations.rows)[::-1]
        self.turn, self.failed = 0, {}
        self.ready, self.short = [], set()  # made already; those of the parents that are short versions
        self.kinds = self._kinds_of_words() if words_only else self._kinds()

    def _kinds_of_words(self):
        """Where words of the code are what it is about."""
        found = [("one named", self._one_leaf("named")), ("one named", self._one_leaf("named")), ("drawn named", self._drawn("named")),
                 ("another length", self._relation(relations.another_length)), ("several", self._several)]
        return found + ([("text", self._text)] * 3 if str in self.schema.scalars else [])

    def _kinds(self):
        """(name, function), as often as it has a turn in each round."""
        found = [("plain", self._plain)] * 3
        found += [(change.__name__, self._relation(change)) for change in relations.CHANGES]
        moods = [mood for mood in drawn.MOODS if mood != "named" or any(self.schema.dictionary.of.values())]
        for mood in moods:
            found += [("drawn " + mood, self._drawn(mood)), ("one " + mood, self._one_leaf(mood))]
        if str in self.schema.scalars:
            found += [("text", self._text)] * (8 if not {int, float} & set(self.schema.scalars) else 5)
        if self.schema.trees or any(relations.own_kind_inside(each) is not None for each in self.schema.tops):
            found += [("tree", self._tree)] * 3
        if float in self.schema.scalars:
            found += [("drawn rounding", self._drawn("rounding")), ("drawn special", self._drawn("special"))]
        found += [("several", self._several)] * 3
        self.rng.shuffle(found)
        return found

    def make(self):
        """A new candidate, or None where this turn gave nothing new."""
        if self.ready:
            return self.ready.pop()
        rng = self.rng
        if self.systematic and rng.random() < _ONE_BY_ONE_SHARE:
            name, data, key, row = self.systematic.pop()
            return self._finish(name, data, "plain", lambda call: _apply(call, key, row, rng, ""))
        kind, change = self._next_kind()
        made = self._finish(*self._parent(), kind, change)
        self.failed[kind] = 0 if made is not None else self.failed.get(kind, 0) + 1
        return made

    def _next_kind(self):
        """Whose turn it is; kinds that have made nothing for a while are mostly passed over."""
        while True:
            kind, change = self.kinds[self.turn % len(self.kinds)]
            self.turn += 1
            if self.failed.get(kind, 0) < _FUTILE or self.rng.random() < 0.1:
                return kind, change

    def pass_over(self, pickles):
        """Does not make these again."""
        self.known.update(identity(data) for data in pickles)

    def _parent(self):
        """A captured input, or one that reached something new."""
        fresh = len(self.parents) - self.captured
        if fresh and self.rng.random() < 0.5:  # the latest ones more often: they got furthest
            return self.parents[-1 - self.rng.randrange(fresh if self.rng.random() < 0.5 else min(fresh, 4))]
        return self.parents[self.rng.randrange(self.captured)]

    def _finish(self, name, data, kind, change):
        try:
            call, kinds = openings.opened(safepickle.thaw(data))
            changed, how = change(call)
            if not how:
                return None
            frozen = safepickle.freeze(openings.closed(changed, kinds), self.max_bytes)
            same = identity(frozen)
        except Exception:
            return None
        if same in self.known or len(frozen) > self.max_bytes:
            return None
        self.known.add(same)
        return greybox.Made(name, how, kind, frozen)

    def _drawing(self, mood=None):
        return drawn.Drawing(self.schema, self.rng, mood or self.rng.choice(drawn.MOODS))

    def _plain(self, call):
        return _changed(call, self.rng, self.pool, self.schema)

    def _drawn(self, mood):
        def change(call):
            drawing, rng = self._drawing(mood), self.rng
            args, kwargs = call
            reshape, share = rng.random() < 0.6, rng.choice((0.2, 0.6, 1.0))
            keys = [key for key, _ in top_level(args, kwargs)]
            chosen = keys if rng.random() < 0.6 else [key for key in keys if rng.random() < 0.5] or keys
            new = {key: drawing.whole(value, str(key), share, reshape) for key, value in top_level(args, kwargs) if key in chosen}
            args = tuple(new.get(at, value) for at, value in enumerate(args))
            return (args, {name: new.get(name, value) for name, value in kwargs.items()}), "arguments drawn anew: %s%s" % (mood, ", other lengths" if reshape else "")

        return change

    def _one_leaf(self, mood):
        def change(call):
            drawing, holder = self._drawing(mood), [call]
            leaves = [place for place in places_in(holder, self.rng) if type(place.value) in schema.SCALARS]
            if not leaves:
                return call, None
            steps = []
            for leaf in self.rng.sample(leaves, min(len(leaves), self.rng.choice((1, 1, 2)))):
                leaf.put(drawing.leaf(leaf.value, leaf.path))
                steps.append("%s: %s" % (leaf.name, mood))
            return holder[0], "; ".join(steps)

        return change

    def _text(self, call):
        holder = [call]
        leaves = [place for place in places_in(holder, self.rng) if type(place.value) is str]
        if not leaves:
            return call, None
        leaf = self.rng.choice(leaves)
        value, steps = leaf.value, []
        for _ in range(self.rng.choice((1, 1, 1, 2, 3))):
            change = texts.changed(value, self.rng, self.schema.texts)
            if change is not None:
                value = change[1]
                steps.append(change[0])
        leaf.put(value)
        return holder[0], "%s: %s" % (leaf.name, ", ".join(steps)) if steps else None

    def _relation(self, change):
        return lambda call: self._of_places(call, change)

    def _tree(self, call):
        return self._of_places(call, self.rng.choice(relations.TREES))

    def _of_places(self, call, change):
        holder = [call]
        how = change(holder, places_in(holder, self.rng), self._drawing())
        return holder[0], how

    def _several(self, call):
        steps = []
        for _ in range(self.rng.choice((2, 2, 3, 5))):
            _, change = self.rng.choice(self.kinds)
            if change == self._several:
                continue
            call, how = change(call)
            if how:
                steps.append(how)
        return call, "; ".join(steps[:6])


class _Making:
    """The inputs made so far, all different and within the bound."""

    def __init__(self, inputs, count, max_bytes):
        self.count, self.max_bytes, self.made = count, max_bytes, []
        self.known = {identity(data) for _, data in inputs}

    def full(self):
        return len(self.made) >= self.count

    def add(self, name, data, change):
        """Makes one; what cannot be changed, frozen or thawed is no input."""
        if self.full():
            return
        try:
            changed, how = change(safepickle.thaw(data))
            frozen = safepickle.freeze(changed, self.max_bytes) if how else None
            if frozen is None or len(frozen) > self.max_bytes:
                return
            same = identity(frozen)
        except Exception:
            return
        if same not in self.known:
            self.known.add(same)
            self.keep(name, how, frozen)

    def keep(self, name, how, frozen):
        self.made.append((name, how, frozen))


def _one_by_one(inputs, rng, rows):
    """(name, pickle, argument, change) for each change of each argument, on one captured call each, in random order."""
    found = {}
    for name, data in inputs[:_MAX_POOL]:
        try:
            args, kwargs = safepickle.thaw(data)
        except Exception:
            continue
        for key, value in top_level(args, kwargs):
            for row in rows(value):
                found.setdefault((str(key), type(value).__name__, row[0]), []).append((name, data, key, row))
    listed = [rng.choice(found[where]) for where in sorted(found)]
    rng.shuffle(listed)
    return listed


def _apply(call, key, row, rng, prefix):
    holder = [call]
    args, kwargs = call
    name, function = row
    _put_top(holder, args, kwargs, key, function(args[key] if isinstance(key, int) else kwargs[key], rng))
    return holder[0], "%s: %s%s" % (_key_name(key), prefix, name)


def identity(data):
    """What tells inputs apart. Not the pickle itself: sets are pickled in the order of their hashes."""
    encoder = canonical.Encoder()
    tree = encoder.encode(safepickle.thaw(data))
    return blake2b(canonical.dumps([tree, encoder.later]).encode("ascii"), digest_size=16).digest()


class _Pool:
    """What was seen at each parameter, over all inputs: whether it may be None, and values to take over."""

    def __init__(self, inputs):
        self.none_at, self.values = set(), {}
        for _, data in inputs[:_MAX_POOL]:
            try:
                args, kwargs = safepickle.thaw(data)
            except Exception:
                continue
            for key, value in top_level(args, kwargs):
                if value is None:
                    self.none_at.add(key)
                else:
                    self.values.setdefault(key, []).append(data)

    def other(self, key, rng):
        """A fresh value that was seen at this parameter, or None."""
        seen = self.values.get(key)
        if not seen:
            return None
        args, kwargs = safepickle.thaw(rng.choice(seen))
        return dict(top_level(args, kwargs)).get(key)


def _changed(call, rng, pool, seen):
    """(changed call, what was done) or (call, None)."""
    holder = [call]
    steps = []
    for _ in range(1 if rng.random() < 0.7 else 2):
        how = _change_once(holder, rng, pool, seen)
        if how:
            steps.append(how)
    return holder[0], "; ".join(steps) or None


def _change_once(holder, rng, pool, seen):
    args, kwargs = holder[0]
    choice = rng.random()
    if choice < 0.08:
        return _share_two(holder, args, kwargs, rng, seen)
    if choice < 0.20:
        return _take_over(holder, args, kwargs, rng, pool)
    found = places_in(holder, rng)
    if not found:
        return None
    if choice < 0.28:
        return _let_two_be_equal(found, rng, seen)
    shallow = [place for place in found if place.depth <= 1]
    place = rng.choice(shallow if shallow and rng.random() < 0.5 else found)
    if place.value is None or (place.key in pool.none_at and place.depth == 0 and rng.random() < 0.2):
        return _none_or_not(place, rng, pool)
    change = mutations.choose(place.value, rng)
    if change is None:
        return None
    name, value = change
    place.put(value)
    return "%s: %s" % (place.name, name)


def _let_two_be_equal(found, rng, seen):
    """Equal values at two places, which are not one object: a rewrite with `is` shows."""
    kinds = {}
    for place in found:
        kinds.setdefault(type(place.value).__name__, []).append(place)
    several = [kinds[name] for name in sorted(kinds) if len(kinds[name]) > 1]
    if not several:
        return None
    places = rng.choice(several)
    one = rng.choice(places)
    apart = [place for place in places if place.key != one.key] or [place for place in places if place is not one]
    two = rng.choice(apart)
    if not seen.alike(one.path, two.path):
        return None
    values = mutations.fresh_equal(one.value, rng)
    if values is None:
        return None
    one.put(values[0])
    two.put(values[1])
    return "%s: equal to %s" % (one.name, two.name)


def _none_or_not(place, rng, pool):
    if place.depth != 0:
        return None
    if place.value is not None:
        place.put(None)
        return "%s: None" % place.name
    value = pool.other(place.key, rng)
    if value is None:
        return None
    place.put(value)
    return "%s: a value seen there" % place.name


def _take_over(holder, args, kwargs, rng, pool):
    keys = [key for key, value in top_level(args, kwargs) if value is not None]
    if not keys:
        return None
    key = rng.choice(keys)
    value = pool.other(key, rng)
    old = dict(top_level(args, kwargs))[key]
    if type(value) is not type(old):
        return None
    _put_top(holder, args, kwargs, key, value)
    return "%s: taken from another call" % _key_name(key)


def _share_two(holder, args, kwargs, rng, seen):
    """Lets two parameters of one type, and with the same in them, be the same object."""
    listed = [(key, value) for key, value in top_level(args, kwargs) if shape.is_mutable(value)]
    pairs = [(a, b) for a in listed for b in listed if a[0] != b[0] and type(a[1]) is type(b[1]) and a[1] is not b[1]]
    if not pairs:
        return None
    (first, value), (second, _) = rng.choice(pairs)
    if not seen.alike(str(first), str(second)):
        return None
    _put_top(holder, args, kwargs, second, value)
    return "%s: the same object as %s" % (_key_name(second), _key_name(first))


def _put_top(holder, args, kwargs, key, value):
    if isinstance(key, int):
        holder[0] = (args[:key] + (value,) + args[key + 1:], kwargs)
    else:
        kwargs[key] = value


def _key_name(key):
    return "argument %d" % key if isinstance(key, int) else key
