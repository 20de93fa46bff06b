# SPDX-License-Identifier: Apache-2.0
"""Makes a captured call larger or smaller, so that how its time grows can be seen.

Problem: ten times as many elements are only worth measuring when they could have come from the same program: distinct
values stay distinct, a sorted list stays sorted, keys that other parts refer to are still there.
Idea: a container grows by whole copies of itself in which the *names* are new: values that tell elements apart (nearly all
distinct in their list, their column, or keys of a dict). All numbers are moved by one step for the whole call (out of the range
they fill, or to a neighbour in a range that is nearly empty), and texts
get one suffix per copy, so that what was equal within a copy is equal after it: two lists that overlap by half still do, a
graph becomes several graphs. Other values are repeated. What is not sorted is shuffled. Smaller ones are spread
samples. Which arguments grow together is a *target*; the parent tries them.
Limits: rules that tie arguments together otherwise are unknown; the parent drops inputs on which the original raises.
"""
import random
from collections import Counter, OrderedDict, defaultdict, deque

from velox_runtime import load, safepickle, shape, timing
from velox_runtime.places import fields_of, is_made_anew, top_level

_SEQUENCES = (list, tuple, deque)
_SETS = (set, frozenset)
_DICTS = (dict, OrderedDict, defaultdict, Counter)
_TEXTS = (str, bytes, bytearray)
_NAMES_FROM = 0.2  # distinct values per element from which on they are names
_MOST_TARGETS = 10
_MOST_FIELD_DEPTH = 2
_MOST_NUMBER = 10 ** 7
_MOST_NAME = 2.0 ** 62  # larger numbers are moved by no step of their own; nan is left out with them
_SPARSE = 1000  # numbers per name from which on neighbours are free
_MOST_MEMBERS = 64  # of a container of containers, looked at for names


class Slot:
    """A value that can grow: in an argument, or in a field of an object."""

    __slots__ = ("name", "value", "put")

    def __init__(self, name, value, put):
        self.name, self.value, self.put = name, value, put

    @property
    def size(self):
        return self.value if type(self.value) is int else len(self.value)


class Target:
    """Slots that grow by one factor. `levels` are, slot by slot, "outer", "inner" or "both"."""

    def __init__(self, name, slots, levels):
        self.name, self.slots, self.levels = name, slots, levels

    @property
    def size(self):
        """That of the largest container, else of the largest number."""
        sizes = [_inner_size(slot.value) if level == "inner" else slot.size
                 for slot, level in zip(self.slots, self.levels) if type(slot.value) is not int]
        return max(sizes or [slot.size for slot in self.slots])


def serve(worker, request, blob):
    """The worker's op `scale`: what can grow, or inputs in which it has grown."""
    inputs, names = worker._pickles(request), [p["name"] for p in load.signature(worker.unit.raw)]
    if "target" not in request:
        found = {target.name: target.size for _, data in inputs for target in targets_of(list(safepickle.thaw(data)), names)}
        return {"targets": [{"name": name, "size": size} for name, size in found.items()]}, b""
    made, reached = made_from(inputs, names, _field(request, "target", str, ""), _field(request, "sizes", list, []),
                              _field(request, "seed", int, 0), _field(request, "max_bytes", int, 1000000),
                              bool(request.get("fresh", True)))
    fields, reply = worker._take(made, "s")
    for entry, size in zip(fields["made"], reached):
        entry["size"] = size
    return fields, reply


def serve_again(worker, request, blob):
    """The worker's op `prepare_again`: one call's arguments, to be used `repeats` times by the next run. Only where a call
    leaves them as they were; large arguments need not be built for every call of a quick unit then."""
    (name, data), = worker._pickles(dict(request, inputs=[_field(request, "input", str, "")]))
    known = worker.__dict__.setdefault("left_alone", {})
    if name not in known:
        known[name] = _is_left_alone(worker.unit, data)
    if not known[name]:
        return {"calls": 0}, b""
    worker.prepared = worker.used = None
    worker.out.start()
    worker.prepared = timing.Prepared([data], 1, (), worker.consume)
    worker.prepared.again(_field(request, "repeats", int, 1))
    return {"calls": worker.prepared.count}, b""


def _field(request, name, kind, default):
    value = request.get(name, default)
    if not isinstance(value, kind):
        raise TypeError("op %s needs a field %s" % (request.get("op"), name))
    return value


def _is_left_alone(unit, data):
    """Whether two calls one after the other leave the arguments as they were."""
    try:
        prepared = timing.Prepared([data], 1, (), unit.consume)
        prepared.again(2)
        call = prepared.rest[0]
        before = safepickle.freeze(call, len(data) * 2 + 1000)
        timing.run(unit.call, unit.consume, prepared)
        return safepickle.freeze(call, len(data) * 2 + 1000) == before
    except Exception:
        return False


def targets_of(call, names):
    """What can grow in the call [args, kwargs]; `names` are those of the parameters, in order."""
    slots = _slots_of(call, names)
    sized = [slot for slot in slots if type(slot.value) is not int]
    numbers = [slot for slot in slots if type(slot.value) is int]
    found = []
    for slot in slots:
        found.append(Target(slot.name, [slot], ["outer"]))
        if slot in sized and _inner_size(slot.value) >= 2:
            found.append(Target(slot.name + "[]", [slot], ["inner"]))
    if len(sized) > 1:
        found.append(Target(_joined(sized), sized, ["outer"] * len(sized)))
    if any(_is_matrix(slot.value, sized) for slot in sized):
        levels = ["both" if _is_matrix(slot.value, sized) else "outer" for slot in sized]
        found.append(Target("sides of " + _joined(sized), sized, levels))
    if len(slots) > 1 and numbers:
        found.append(Target(_joined(slots), slots, ["outer"] * len(slots)))
    return found[:_MOST_TARGETS]


def scaled(data, names, target_name, size, seed, max_bytes, fresh):
    """(pickle, its size) of the call in `data` with the target at about `size`, or None. With `fresh` off nothing is new,
    elements are only repeated."""
    try:
        call = list(safepickle.thaw(data))
        target = next(t for t in targets_of(call, names) if t.name == target_name)
        factor = size / max(target.size, 1)
        renaming = _Renaming(target) if fresh else None
        done = {}
        for slot, level in zip(target.slots, target.levels):
            if id(slot.value) not in done or type(slot.value) is int:
                rng = random.Random("%s %s %s" % (seed, slot.name, size))
                done[id(slot.value)] = _grown(slot.value, level, factor, renaming, rng)
            slot.put(done[id(slot.value)])
        call = tuple(call)
        frozen = safepickle.freeze(call, max_bytes)
        again = next(t for t in targets_of(list(call), names) if t.name == target_name)
        return frozen, again.size
    except Exception:  # what cannot be grown, frozen or found again is no input
        return None


def made_from(inputs, names, target_name, sizes, seed, max_bytes, fresh):
    """[(origin, what was done, pickle)], [size] of those of `sizes` that could be made."""
    made, reached = [], []
    for name, data in inputs:
        for size in sizes:
            found = scaled(data, names, target_name, size, seed, max_bytes, fresh)
            if found is not None:
                made.append((name, "%s of size %d" % (target_name, found[1]), found[0]))
                reached.append(found[1])
    return made, reached


def _joined(slots):
    return ", ".join(slot.name for slot in slots)


def _slots_of(call, names):
    found, seen = [], set()
    for key, value in top_level(call[0], call[1]):
        name = names[key] if isinstance(key, int) and key < len(names) else str(key)
        _add_slots(found, seen, name, value, _put_argument(call, key), _MOST_FIELD_DEPTH)
    return found


def _put_argument(call, key):
    def put(value):
        if isinstance(key, int):
            call[0] = call[0][:key] + (value,) + call[0][key + 1:]
        else:
            call[1][key] = value

    return put


def _add_slots(found, seen, name, value, put, depth):
    if _can_grow(value):
        found.append(Slot(name, value, put))
    elif depth and is_made_anew(type(value)) and id(value) not in seen:
        seen.add(id(value))
        for field, inner, put_field, _ in fields_of(value, name):
            _add_slots(found, seen, field, inner, put_field, depth - 1)


def _can_grow(value):
    kind = type(value)
    if kind is int:
        return 2 <= value <= _MOST_NUMBER
    if kind is tuple:
        return len(value) > 2 and len({type(x) for x in value}) == 1
    return kind in _SEQUENCES + _SETS + _DICTS and len(value) >= 1 or kind in _TEXTS and len(value) >= 2


def _members(value):
    if type(value) in _DICTS:
        return list(value.values())
    return list(value) if type(value) in _SEQUENCES else []


def _inner_size(value):
    """Median length of the containers in a container, or 0 when its members are not all of a kind that can grow."""
    members = _members(value)
    if not members or any(type(x) in (tuple, int) or not _can_grow(x) for x in members):
        return 0
    return sorted(map(len, members))[len(members) // 2]


def _sides(value):
    """(rows, columns) of a list of equally long lists, or None."""
    if type(value) is not list or any(type(row) is not list for row in value):
        return None
    lengths = {len(row) for row in value}
    return (len(value), lengths.pop()) if len(lengths) == 1 and len(value) > 1 else None


def _is_matrix(value, slots):
    """Its columns are as many as something else has rows or elements, so that both have to grow together."""
    sides = _sides(value)
    if sides is None or sides[1] < 2:
        return False
    return any(slot.size == sides[1] for slot in slots) or any(
        (_sides(slot.value) or (0, 0))[1] == sides[0] for slot in slots)


def _grown(value, level, factor, renaming, rng):
    if level in ("inner", "both"):
        value = _with_members(value, [_grown(x, "outer", factor, renaming, rng) for x in _members(value)])
    if level == "inner":
        return value
    if type(value) is int:
        return max(1, int(round(value * factor)))
    return _resized(value, max(1, int(round(len(value) * factor))), renaming, rng)


def _with_members(value, members):
    if type(value) in _DICTS:
        return _rebuilt(value, list(zip(value, members)))
    return _rebuilt(value, members)


def _rebuilt(like, items):
    """A container of the kind of `like`."""
    kind = type(like)
    if kind is deque:
        return deque(items, like.maxlen)
    if kind in (defaultdict, Counter):
        made = defaultdict(like.default_factory) if kind is defaultdict else Counter()
        made.update(dict(items))
        return made
    return kind(items)


def _spread(items, count):
    return [items[i * len(items) // count] for i in range(count)] if count < len(items) else items


def _resized(value, count, renaming, rng):
    if type(value) in _TEXTS:
        return _text(value, count, rng)
    is_dict = type(value) in _DICTS
    items = list(value.items()) if is_dict else list(value)
    if type(value) in _SETS:
        items = sorted(items, key=lambda x: (type(x).__name__, repr(x)))
    if count <= len(items):
        return _rebuilt(value, _spread(items, count))
    order = None if is_dict or type(value) in _SETS else _order(items)
    made, frozen, copy = [], safepickle.freeze(items, 1 << 30), 0
    while len(made) < count:
        part = items if copy == 0 else safepickle.thaw(frozen)
        if copy and renaming is not None:
            part = renaming.renamed_items(value, part, copy)
        elif copy and (is_dict or type(value) in _SETS):
            raise ValueError("keys can't be repeated")
        made.extend(_spread(part, count - len(made)))
        copy += 1
    if order is not None:
        made.sort(reverse=order == "falling")
    elif not is_dict and not (renaming is not None and renaming.by_position(value)):
        rng.shuffle(made)
    return _rebuilt(value, made)


def _order(items):
    """"rising", "falling" or None; only of what compares without code of the project."""
    kinds = {type(x) for x in items}
    if len(kinds) != 1 or not kinds <= {int, float, str, bytes} or len(items) < 3:
        return None
    if all(a <= b for a, b in zip(items, items[1:])):
        return "rising"
    return "falling" if all(a >= b for a, b in zip(items, items[1:])) else None


def _text(value, count, rng):
    """Lines or words in another order, copy by copy, so that a longer text is no repetition; else plain repetition."""
    if count <= len(value):
        return value[:count]
    newline, space = ("\n", " ") if isinstance(value, str) else (b"\n", b" ")
    mark = newline if value.count(newline) > 1 else space
    pieces, copies = value.split(mark), [value]
    if len(pieces) < 3:
        return (value * (count // len(value) + 1))[:count]
    while len(copies) * (len(value) + 1) <= count:
        rng.shuffle(pieces)
        copies.append(mark.join(pieces))
    return mark.join(copies)[:count]


class _Renaming:
    """Which values are names, and what they are called in the copies."""

    def __init__(self, target):
        self.names, self.columns, self.position = set(), {}, set()
        for slot, level in zip(target.slots, target.levels):
            if type(slot.value) in _TEXTS + (int,):
                continue
            for value in [slot.value] if level == "outer" else _members(slot.value)[:_MOST_MEMBERS]:
                if type(value) not in _TEXTS:
                    self._look(value)
        numbers = [x for x in self.names if type(x) is not str and abs(x) < _MOST_NAME]
        span = int(max(numbers) - min(numbers)) + 1 if numbers else 1
        # Few numbers from a wide range stay in it: larger ones would cost more in themselves.
        self.step = 1 if span >= _SPARSE * len(numbers) else span

    def by_position(self, value):
        return id(value) in self.position

    def _look(self, value):
        if type(value) in _DICTS + _SETS:
            for key in value:
                self.names.update(x for x in (key if type(key) is tuple else (key,)) if type(x) in (int, float, str))
            return
        items = list(value)
        if self._look_at_links(value, items):
            return
        if not self._add_distinct(items):
            for column in _columns(items):
                if self._add_distinct([_get(item, column) for item in items]):
                    self.columns.setdefault(id(value), set()).add(column)

    def _look_at_links(self, value, items):
        """A list of lists of positions in itself: a graph."""
        if type(value) is not list or not all(type(x) in (list, set, tuple) for x in items):
            return False
        inner = {y for x in items for y in x}
        if not inner or any(type(y) is not int or not 0 <= y < len(items) for y in inner) or len(inner) < len(items) / 2:
            return False
        if _sides(value) is not None and _sides(value)[0] == _sides(value)[1]:
            return False  # a matrix of small numbers
        self.names.update(range(len(items)))
        self.position.add(id(value))
        return True

    def _add_distinct(self, values):
        scalars = [x for x in values if type(x) in (int, float, str)]
        distinct = set(scalars)
        if not scalars or len(scalars) < len(values) or len(distinct) < _NAMES_FROM * len(values):
            return False
        self.names.update(distinct)
        return True

    def renamed_items(self, owner, items, copy):
        if type(owner) in _DICTS:
            return [(self._renamed(key, copy), self._in_members(value, copy)) for key, value in items]
        columns = self.columns.get(id(owner), ())
        return [self._record(item, columns, copy) if columns else self._renamed(item, copy) for item in items]

    def _record(self, item, columns, copy):
        for column, inner in _pairs(item):
            if column in columns or type(inner) in _SEQUENCES + _DICTS:
                item = _set(item, column, self._renamed(inner, copy))
        return item

    def _in_members(self, value, copy):
        return self._renamed(value, copy) if type(value) in _SEQUENCES + _SETS + _DICTS else value

    def _renamed(self, value, copy):
        kind = type(value)
        if kind in (int, float):
            return value + copy * self.step if value in self.names else value
        if kind is str:
            return _new_text(value, copy) if value in self.names else value
        if kind in _DICTS:
            return _rebuilt(value, [(self._renamed(k, copy), self._in_members(v, copy)) for k, v in value.items()])
        if kind in _SEQUENCES + _SETS:
            return _rebuilt(value, [self._renamed(x, copy) for x in value])
        return value


def _new_text(text, copy):
    """Another text of the same look: digits stay digits, letters stay letters, each copy has its own."""
    if not text:
        return text
    at = len(text)
    while at > 0 and not text[at - 1].isalnum():
        at -= 1
    if at == 0:
        return text
    if text[at - 1].isdigit():
        extra = "%d" % copy
    else:
        extra, rest = "", copy
        while rest:
            rest, digit = divmod(rest, 26)
            extra += chr(97 + digit)
        if text[at - 1].isupper():
            extra = extra.upper()
    return text[:at] + extra + text[at:]


def _pairs(item):
    """(column, value) of a record: a tuple, a dict with text keys, or a plain object."""
    if isinstance(item, tuple):
        return list(enumerate(item))
    if type(item) in _DICTS:
        return list(item.items())
    return shape.fields(item) if is_made_anew(type(item)) else []


def _columns(items):
    """Columns that all items have."""
    shared = None
    for item in items:
        mine = [column for column, _ in _pairs(item)]
        shared = mine if shared is None else [column for column in shared if column in mine]
        if not shared:
            return []
    return shared or []


def _get(item, column):
    return dict(_pairs(item))[column]


def _set(item, column, value):
    if isinstance(item, tuple):
        items = item[:column] + (value,) + item[column + 1:]
        return type(item)._make(items) if hasattr(type(item), "_make") else tuple(items)
    if type(item) in _DICTS:
        item[column] = value
    else:
        object.__setattr__(item, column, value)
    return item
