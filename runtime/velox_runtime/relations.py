# SPDX-License-Identifier: Apache-2.0
"""Changes that relate values to each other: equal, almost equal, exchanged, taken from another call, many, nested deeply.

Each is a function of (holder of the call, places in it, drawing) that changes the call and gives what was done, or None.
"""
import copy
from collections import deque

from velox_runtime import safepickle, texts
from velox_runtime.places import is_made_anew, names_of_fields, places_in
from velox_runtime.schema import SCALARS, root_of

_DEEP = (1150, 1400)  # beyond the recursion limit of Python, so that what is recursive fails in the original as well
_MANY = (4, 30)
_BOUND = 20000


def _fresh(value):
    return safepickle.thaw(safepickle.freeze(value, 1 << 20))


def _of_types(places, kinds):
    return [place for place in places if type(place.value) in kinds]


def _sequences(places):
    return [place for place in places if type(place.value) in (list, tuple) and _many_alike(place.value)]


def _many_alike(value):
    return len(value) > 0 and (type(value) is list or len({type(each) for each in value}) == 1)


def _put_items(place, items):
    place.put(items if type(place.value) is list else tuple(items))


def equal_values(holder, places, drawing):
    """A leaf takes the value of another one of its type: a bound that is met, the key of a tie."""
    rng = drawing.rng
    leaves = [place for place in _of_types(places, SCALARS) if place.value is not None]
    if len(leaves) < 2:
        return None
    one = rng.choice(leaves)
    number = type(one.value) in (int, float)
    others = [place for place in leaves if place is not one and (type(place.value) is type(one.value) or number and type(place.value) in (int, float))
              and (place.value != one.value or type(place.value) is not type(one.value))]
    alike = [place for place in others if place.path == one.path]
    if not others:
        return None
    two = rng.choice(alike if alike and rng.random() < 0.5 else others)
    value = two.value
    if number:
        value = _equal_number(type(one.value)(value), one, two, drawing)
    elif type(value) is str and rng.random() < 0.5:
        change = texts.changed(value, rng, drawing.schema.texts)
        value = change[1] if change else value
    one.put(value)
    return "%s: the value of %s" % (one.name, two.name)


def _equal_number(value, one, two, drawing):
    """Equal, or next to it, or equal and of another type or sign of zero where that was seen."""
    choice = drawing.rng.random()
    if choice < 0.2:
        return value + drawing.rng.choice((1, -1))
    if choice < 0.5:
        return drawing.twin(value, one.path)
    if choice < 0.6 and type(value) is float:  # both zero, with unlike signs
        two.put(type(two.value)(0))
        return -0.0
    return value


def near_duplicate(holder, places, drawing):
    """An element once more, with one of its leaves changed."""
    rng = drawing.rng
    found = _sequences(places)
    if not found:
        return None
    place = rng.choice(found)
    items = list(place.value)
    at = rng.randrange(len(items))
    twin = [_fresh(items[at])]
    if type(twin[0]) in SCALARS:
        twin[0] = _changed_leaf(twin[0], place.path + "[]", drawing)
    else:
        _change_one_inside(twin, place.path + "[]", drawing)
    items.insert(rng.choice((at, at + 1, len(items), 0)), twin[0])
    _put_items(place, items)
    return "%s: an element almost repeated" % place.name


def near_copy(holder, places, drawing):
    """A part takes a copy of another one of its type, and one of its leaves changes: all but equal arguments."""
    rng = drawing.rng
    found = [place for place in places if type(place.value) not in SCALARS and place.depth <= 2]
    pairs = [(one, two) for one in found for two in found if one is not two and type(one.value) is type(two.value)
             and not one.name.startswith(two.name) and not two.name.startswith(one.name)][:200]
    one, two = rng.choice(pairs) if pairs else (None, None)
    if one is None or not drawing.schema.alike(one.path, two.path):
        return None
    box, holds_nan = [one.value], False
    if rng.random() < 0.3 and float in drawing.schema.scalars:
        holds_nan = _put_one_inside(box, one.path, drawing, drawing.nan)
        one.put(box[0])
    box = [copy.deepcopy(box[0], {id(drawing.nan): drawing.nan})]
    if not holds_nan and rng.random() < 0.75:
        _change_one_inside(box, one.path, drawing)
    two.put(box[0])
    return "%s: almost a copy of %s" % (two.name, one.name)


def _put_one_inside(box, path, drawing, new):
    shell = [((box[0],), {})]
    leaves = [leaf for leaf in places_in(shell, drawing.rng) if type(leaf.value) is float
              or type(leaf.value) in SCALARS and not leaf.path.endswith("}") and float in drawing.schema.types_at(path + leaf.path[1:])]
    if leaves:
        drawing.rng.choice(leaves).put(new)
        box[0] = shell[0][0][0]
    return bool(leaves)


def _changed_leaf(value, path, drawing):
    if type(value) is str and drawing.rng.random() < 0.5:
        change = texts.changed(value, drawing.rng, drawing.schema.texts)
        return change[1] if change else value
    twin = drawing.twin(value, path)
    return twin if repr(twin) != repr(value) and drawing.rng.random() < 0.5 else drawing.leaf(value, path)


def _change_one_inside(box, path, drawing):
    """Changes one leaf in box[0]."""
    shell = [((box[0],), {})]
    leaves = _of_types(places_in(shell, drawing.rng), SCALARS)
    if leaves:
        leaf = drawing.rng.choice(leaves)
        leaf.put(_changed_leaf(leaf.value, path + leaf.path[1:], drawing))
        box[0] = shell[0][0][0]


def exchanged(holder, places, drawing):
    """Two values of one kind of place change places, or one grows by what the other loses."""
    rng = drawing.rng
    kinds = {}
    for place in places:
        if place.value is not None and type(place.value) is not bool:
            kinds.setdefault((place.path, type(place.value)), []).append(place)
    pairs = [list_ for _, list_ in sorted(kinds.items(), key=lambda each: (each[0][0], each[0][1].__name__)) if len(list_) > 1]
    if not pairs:
        return None
    one, two = rng.sample(rng.choice(pairs), 2)
    if type(one.value) in (int, float) and rng.random() < 0.5:
        by = rng.choice((1, 2, 5))
        values = one.value + by, two.value - by
    else:
        values = two.value, one.value
    one.put(values[0])
    two.put(values[1])
    return "%s: exchanged with %s" % (one.name, two.name)


def crossed(holder, places, drawing):
    """Something of another call: a container, the items of a dict, a field, elements."""
    rng = drawing.rng
    found = [place for place in places if type(place.value) not in SCALARS]
    if not found:
        return None
    place = rng.choice(found)
    other = drawing.schema.container_at(place.path, rng)
    mine = place.value
    if type(other) is not type(mine):
        return None
    if isinstance(mine, dict) and other:
        _cross_dicts(place, mine, other, rng)
    elif (type(mine) in (list, deque) or type(mine) is tuple and _many_alike(mine) and len(mine) != 2) and rng.random() < 0.8:
        place.put(type(mine)(_cross_lists(list(mine), list(other), rng)))
    elif is_made_anew(type(mine)) and names_of_fields(mine):
        name = rng.choice(names_of_fields(mine))
        if hasattr(other, name):
            object.__setattr__(mine, name, getattr(other, name))
    else:
        place.put(other)
    return "%s: with parts of another call" % place.name


def _cross_dicts(place, mine, other, rng):
    if rng.random() < 0.4:
        items = list(mine.items()) + list(other.items())
    else:
        items = list(mine.items()) + rng.sample(list(other.items()), rng.randint(1, len(other)))
    if rng.random() < 0.4:
        items = items[::-1] if rng.random() < 0.5 else rng.sample(items, len(items))
    kept = mine.copy()
    kept.clear()
    kept.update(items)
    place.put(kept)


def _cross_lists(mine, other, rng):
    choice = rng.random()
    if choice < 0.4:
        return mine + other
    if choice < 0.6:
        return rng.sample(mine + other, len(mine) + len(other))
    return mine[:rng.randrange(len(mine) + 1)] + other[rng.randrange(len(other) + 1):]


def another_length(holder, places, drawing):
    """Many more elements or characters, or as many as a number of the code says."""
    rng = drawing.rng
    found = [place for place in places if type(place.value) in (list, str, bytes, tuple) and len(place.value) and (type(place.value) is not tuple or _many_alike(place.value))]
    if not found:
        return None
    shallow = [place for place in found if place.depth <= 1]
    place = rng.choice(shallow if shallow and rng.random() < 0.7 else found)
    value = place.value
    named = [number for number in drawing.dictionary.of[int] if 1 < number <= 400]
    wanted = rng.choice(named) if named and rng.random() < 0.6 else len(value) * rng.choice(_MANY)
    if wanted > _BOUND:
        return None
    new = (value * (wanted // len(value) + 1))[:wanted]
    if type(new) is list and rng.random() < 0.7:
        new = [_fresh(each) for each in new]
        new = drawing.whole(new, place.path, rng.choice((0.0, 0.3, 1.0)), False)
    place.put(new)
    return "%s: of length %d" % (place.name, wanted)


def one_object_twice(holder, places, drawing):
    """An element or field is the very object that stands elsewhere as well."""
    rng = drawing.rng
    kinds, by_path = {}, rng.random() < 0.6
    for place in places:
        if type(place.value) in (list, dict, set, bytearray) or is_made_anew(type(place.value)):
            kinds.setdefault((place.path if by_path else "", type(place.value).__name__), []).append(place)
    pairs = [kinds[name] for name in sorted(kinds) if len(kinds[name]) > 1]
    if not pairs:
        return None
    one, two = rng.sample(rng.choice(pairs), 2)
    if not drawing.schema.alike(one.path, two.path):
        return None
    one.put(two.value)
    return "%s: the same object as %s" % (one.name, two.name)


def nested_deeply(holder, places, drawing):
    """Where a container holds one of its own kind, a chain of such, deeper than Python's stack."""
    rng = drawing.rng
    found = [place for place in places if place.depth <= 1]
    rng.shuffle(found)
    for place in found:
        hook = own_kind_inside(place.value)
        if hook is None or type(place.value) in (list, tuple) and root_of(place.path) not in drawing.schema.trees:
            continue
        node = place.value
        for _ in range(rng.choice(_DEEP)):
            node = _with_child(place.value, hook, node)
        place.put(node)
        return "%s: nested deeply" % place.name
    return None


def own_kind_inside(value):
    """How to reach a direct part of the same type: an index, a key, a field's name; None where there is none."""
    kind = type(value)
    if kind in (list, tuple):
        hooks = [at for at, each in enumerate(value) if type(each) is kind]
    elif kind is dict:
        hooks = [key for key, each in value.items() if type(each) is kind and set(each) & set(value)]
    elif is_made_anew(kind):
        hooks = [name for name in names_of_fields(value) if type(getattr(value, name)) is kind]
    else:
        hooks = []
    return hooks[0] if hooks else None


def _with_child(value, hook, child):
    if type(value) is tuple:
        return value[:hook] + (child,) + value[hook + 1:]
    made = copy.copy(value)
    if isinstance(made, (list, dict)):
        made[hook] = child
    else:
        object.__setattr__(made, hook, child)
    return made


def another_kind_of_container(holder, places, drawing):
    """In a tree, a tuple for a list or a list for a tuple, where the tree has both or the code tells them apart."""
    rng = drawing.rng
    for place in rng.sample(places, len(places)):
        if type(place.value) not in (list, tuple) or place.depth == 0:
            continue
        other = drawing.schema.container_at(place.path, rng)
        target = tuple if type(place.value) is list else list
        if type(other) is target or drawing.dictionary.containers_told():
            place.put(target(place.value))
            return "%s: as a %s" % (place.name, target.__name__)
    return None


def another_node(holder, places, drawing):
    """In a tree, something else that the tree has, of whatever type; an argument takes what another one was."""
    rng = drawing.rng
    found = [place for place in places if root_of(place.path) in drawing.schema.trees]
    if not found:
        return None
    place = rng.choice(found)
    known = drawing.schema.seen_at(place.path)
    new = rng.choice(known) if known and rng.random() < 0.5 else drawing.schema.container_at(place.path, rng)
    if new is None:
        return None
    place.put(new)
    return "%s: another part of the tree" % place.name


CHANGES = (equal_values, near_copy, near_duplicate, crossed, exchanged, equal_values, near_duplicate, crossed, another_length, near_copy, one_object_twice)
TREES = (nested_deeply, another_kind_of_container, another_node, another_node)
