# SPDX-License-Identifier: Apache-2.0
"""Arrays, Series and DataFrames: what they hold and how much, told from their dtypes; no item is looked at.

An array with one axis holds numbers of a class of numpy ("numpy.float64"); one with more holds arrays, which hold them.
The item of a DataFrame is what iterating over its rows hands out: a class of numpy's where all columns have one dtype of
numbers, "object" (Python's numbers, texts, Timestamps) where some column holds objects, and nothing known else.
"""
import sys

from velox_runtime.shape import class_name

_NUMBERS = "fiub"
_PLAIN = _NUMBERS + "OM"


class Table:
    __slots__ = ("length", "item", "deeper")

    def __init__(self, length, item, deeper=None):
        self.length, self.item, self.deeper = length, item, deeper


def look(value):
    """The Table of a value whose class is exactly one of the libraries'; None for all others."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    if type(value) is getattr(numpy, "ndarray", None):
        return _array(value)
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return None
    if type(value) is getattr(pandas, "Series", None):
        return Table(len(value), _item(numpy, value.dtype))
    if type(value) is getattr(pandas, "DataFrame", None):
        return Table(len(value), _row_item(numpy, list(value.dtypes)))
    return None


def _array(value):
    item = class_name(value.dtype.type) if value.dtype.isnative else None
    if value.ndim == 0:
        return Table(None, None)
    if value.ndim == 1:
        return Table(value.shape[0], item)
    return Table(value.shape[0], "numpy.ndarray", item if value.ndim == 2 else None)


def _item(numpy, dtype):
    return class_name(dtype.type) if isinstance(dtype, numpy.dtype) and dtype.isnative else None


def _row_item(numpy, dtypes):
    if not dtypes or not all(isinstance(dtype, numpy.dtype) and dtype.kind in _PLAIN for dtype in dtypes):
        return None
    if all(dtype == dtypes[0] for dtype in dtypes) and dtypes[0].kind in _NUMBERS:
        return class_name(dtypes[0].type)
    return "object" if any(dtype.kind == "O" for dtype in dtypes) else None
