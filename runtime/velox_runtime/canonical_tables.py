# SPDX-License-Identifier: Apache-2.0
"""Handlers for arrays of numpy, and for Series and DataFrames of pandas.

Problem: an array shows more than its numbers (dtype, shape, memory order, what it overlaps), and a DataFrame less than it is
made of: in which blocks pandas keeps its columns is nobody's business, and changes with the way it was made.
Idea: arrays with everything that a program can ask them; tables by index, names, and column after column.
Limits: an Index is immutable but for its name: two tables that share one are told from two with equal ones by nothing.
"""
from velox_runtime.canonical_text import base64_text
from velox_runtime.shape import class_name

_MOST_ARRAYS = 100  # that later ones are compared with for shared memory


def numpy_array(encoder, value, depth, number):
    import numpy

    kind = class_name(type(value))
    tree = ["nd", number, kind, str(value.dtype.descr if value.dtype.names else value.dtype.str), list(value.shape),
            _data(encoder, numpy, value, depth)]
    notes = _array_notes(encoder, value, depth, number, numpy)
    return tree + [notes] if notes else tree


def _data(encoder, numpy, value, depth):
    if value.dtype.hasobject:
        return encoder.items(value.ravel().tolist(), depth)
    return base64_text(numpy.ascontiguousarray(value).tobytes())


def _array_notes(encoder, value, depth, number, numpy):
    """What is unusual about an array: order, gaps, no writing, its mask, its own fields, and an array that it overlaps in memory."""
    notes = []
    if value.ndim > 1 and value.flags.f_contiguous and not value.flags.c_contiguous:
        notes.append("F")
    if not value.flags.f_contiguous and not value.flags.c_contiguous:
        notes.append("gaps")
    if not value.flags.writeable:
        notes.append("readonly")
    if isinstance(value, getattr(getattr(numpy, "ma", None), "MaskedArray", ())):
        notes.append(["mask", encoder.value(numpy.ma.getmaskarray(value), depth), encoder.value(value.fill_value, depth)])
    elif type(value) is not numpy.ndarray:
        fields = encoder.layout(type(value)).fields(value)
        if fields:
            notes.append(["fields", [[name, encoder.value(item, depth)] for name, item in fields]])
    shared = _shared(encoder, numpy, value, number)
    if shared is not None:
        notes.append(["shares", shared])
    return notes


def _shared(encoder, numpy, value, number):
    """The number of an earlier value whose memory this array overlaps; later ones are compared with it."""
    found = next((known for known, other in encoder.arrays if known != number and numpy.may_share_memory(value, other)), None)
    if len(encoder.arrays) < _MOST_ARRAYS:
        encoder.arrays.append((number, value))
    return found


def numpy_scalar(encoder, value, depth):
    return ["np", class_name(type(value)), value.dtype.str, base64_text(value.tobytes())]


def series(encoder, value, depth, number):
    notes = _table_notes(encoder, value, depth)
    column = _column(encoder, value, depth, number)
    tree = ["ps", number, class_name(type(value)), encoder.value(value.name, depth), _index(encoder, value.index), column]
    return tree + [notes] if notes else tree


def frame(encoder, value, depth, number):
    columns = []
    for position in range(value.shape[1]):
        columns.append(_column(encoder, value.iloc[:, position], depth, number))
        if encoder.size > encoder.limit:
            break
    notes = _table_notes(encoder, value, depth)
    tree = ["pf", number, class_name(type(value)), _index(encoder, value.columns), _index(encoder, value.index), columns]
    return tree + [notes] if notes else tree


def _column(encoder, value, depth, number):
    """dtype, items, and what else shares their memory; a type of pandas' own as the object that it is."""
    import numpy

    if not isinstance(value.dtype, numpy.dtype):
        return ["own", encoder.value(value.array, depth)]
    items = value.to_numpy()
    tree = [items.dtype.str, _data(encoder, numpy, items, depth)]
    shared = _shared(encoder, numpy, items, number)
    return tree if shared is None else tree + [["shares", shared]]


def _index(encoder, index):
    """An Index by itself, without regard to who else has it."""
    alone = type(encoder)(encoder.limit)
    tree = alone.encode(index)
    encoder.opaque.update(alone.opaque)
    encoder.bounds.update(alone.bounds)
    encoder.size += alone.size
    return [tree, alone.later] if alone.later else [tree]


def _table_notes(encoder, value, depth):
    notes = []
    if value.attrs:
        notes.append(["attrs", encoder.value(value.attrs, depth)])
    if not value.flags.allows_duplicate_labels:
        notes.append("no duplicates")
    return notes
