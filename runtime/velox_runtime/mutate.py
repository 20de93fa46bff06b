# SPDX-License-Identifier: Apache-2.0
"""Makes new inputs from captured ones: changes that keep types, because the code was written for those.

Problem: captured calls show what happened, not what may happen: empty, one, many, equal, reversed, extreme, shared.
Idea: unpickle a captured input, choose one or two places in it, change the value there by a change for its type, pickle it
again. Equal seeds give equal inputs in every process: sets are put in order before a choice is made.
Limits: invariants between fields of an object are not known; both versions then meet the same broken object.
"""
import random
from _blake2 import blake2b

from velox_runtime import canonical, mutations, safepickle, shape, variants
from velox_runtime.places import places_in, top_level

_TRIES_PER_INPUT = 12
_MAX_POOL = 64


def made_from(inputs, count, seed, max_bytes, varied=False):
    """At most `count` new inputs: a list of (name of the origin, what was done, pickle), all different.

    Each change of each argument comes first, once; then changes at random, deeper ones too. `varied` makes values of other
    types instead, named "another type: ..."."""
    if not inputs or count <= 0:
        return []
    rng = random.Random(seed)
    making = _Making(inputs, count, max_bytes)
    for name, data, key, row in _one_by_one(inputs, rng, variants.rows if varied else mutations.rows)[:count]:
        making.add(name, data, lambda call: _apply(call, key, row, rng, "another type: " if varied else ""))
    if varied:
        return making.made
    pool, tries = _Pool(inputs), 0
    while not making.full() and tries < count * _TRIES_PER_INPUT + 50:
        name, data = inputs[tries % len(inputs)]
        tries += 1
        making.add(name, data, lambda call: _changed(call, rng, pool))
    return making.made


class _Making:
    """The inputs made so far, all different and within the bound."""

    def __init__(self, inputs, count, max_bytes):
        self.count, self.max_bytes, self.made = count, max_bytes, []
        self.known = {_identity(data) for _, data in inputs}

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
            identity = _identity(frozen)
        except Exception:
            return
        if identity not in self.known:
            self.known.add(identity)
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


def _identity(data):
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


def _changed(call, rng, pool):
    """(changed call, what was done) or (call, None)."""
    holder = [call]
    steps = []
    for _ in range(1 if rng.random() < 0.7 else 2):
        how = _change_once(holder, rng, pool)
        if how:
            steps.append(how)
    return holder[0], "; ".join(steps) or None


def _change_once(holder, rng, pool):
    args, kwargs = holder[0]
    choice = rng.random()
    if choice < 0.08:
        return _share_two(holder, args, kwargs, rng)
    if choice < 0.20:
        return _take_over(holder, args, kwargs, rng, pool)
    found = places_in(holder, rng)
    if not found:
        return None
    if choice < 0.28:
        return _let_two_be_equal(found, rng)
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


def _let_two_be_equal(found, rng):
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


def _share_two(holder, args, kwargs, rng):
    """Lets two parameters of one type be the same object."""
    listed = [(key, value) for key, value in top_level(args, kwargs) if shape.is_mutable(value)]
    pairs = [(a, b) for a in listed for b in listed if a[0] != b[0] and type(a[1]) is type(b[1]) and a[1] is not b[1]]
    if not pairs:
        return None
    (first, value), (second, _) = rng.choice(pairs)
    _put_top(holder, args, kwargs, second, value)
    return "%s: the same object as %s" % (_key_name(second), _key_name(first))


def _put_top(holder, args, kwargs, key, value):
    if isinstance(key, int):
        holder[0] = (args[:key] + (value,) + args[key + 1:], kwargs)
    else:
        kwargs[key] = value


def _key_name(key):
    return "argument %d" % key if isinstance(key, int) else key
