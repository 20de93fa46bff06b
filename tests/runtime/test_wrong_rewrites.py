# SPDX-License-Identifier: Apache-2.0
"""Subtly wrong rewrites, with two or three bland captured calls that do not tell them from the original: made inputs must."""
import os
import pickle
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "runtime"))
from velox_runtime import canonical, mutate  # noqa: E402

COUNT = 400  # what an experiment asks for
SEEDS = (1, 2, 3)

# (name, original, rewrite, captured calls as argument tuples)
KEPT = [
    ("dedupe loses order", "return list(dict.fromkeys(a))", "return sorted(set(a))", [([1, 2, 2, 3],), ([4, 5],)]),
    ("dedupe dropped", "return list(dict.fromkeys(a))", "return list(a)", [([1, 2, 3],), ([4, 5],)]),
    ("stability of sorting", "return sorted(a, key=len)", "return sorted(a, key=lambda x: (len(x), x))", [(["a", "bb", "ccc"],), (["d", "ee"],)]),
    ("reverse instead of sort backwards", "return sorted(a, key=len, reverse=True)", "return sorted(a, key=len)[::-1]", [(["a", "bb", "ccc"],), (["d", "ee"],)]),
    ("is instead of ==", "return [x for x in a if x == b]", "return [x for x in a if x is b]", [([1, 2, 3], 2), ([4, 5], 5)]),
    ("division of negatives", "return [x // b for x in a]", "return [int(x / b) for x in a]", [([1, 2, 3], 2), ([4, 5], 5)]),
    ("remainder of negatives", "return a % b", "import math\n return int(math.fmod(a, b))", [(7, 2), (9, 4)]),
    ("digits of unicode", "return a.isdigit()", "return bool(a) and all('0' <= c <= '9' for c in a)", [("12",), ("ab",)]),
    ("letters of unicode", "return [c for c in a if c.isalpha()]", "return [c for c in a if c in 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ']", [("ab",), ("c1",)]),
    ("case folding", "return a.casefold()", "return a.lower()", [("Ab",), ("c1",)]),
    ("split on one space", "return a.split()", "return a.split(' ')", [("a b",), ("c d e",)]),
    ("splitlines", "return a.splitlines()", "return a.split('\\n')", [("a\nb",), ("c",)]),
    ("strip of spaces only", "return a.strip()", "return a.strip(' ')", [(" a ",), ("b",)]),
    ("slice beyond the end", "return a[b]", "return a[b:b + 1][0] if b >= 0 else None", [([1, 2, 3], 1), ([4, 5], 0)]),
    ("negative index", "return a[-b:]", "return a[len(a) - b:]", [([1, 2, 3], 1), ([4, 5], 2)]),
    ("max of nothing", "return max(a)", "return max(a, default=0)", [([1, 2, 3],), ([4, 5],)]),
    ("max starts at zero", "return max(a)", "m = 0\n for x in a:\n  if x > m: m = x\n return m", [([1, 2, 3],), ([4, 5],)]),
    ("mean of nothing", "return sum(a) / len(a)", "return sum(a) / (len(a) or 1)", [([1, 2, 3],), ([4, 5],)]),
    ("order of adding floats", "t = 0.0\n for x in a: t += x\n return t", "import math\n return math.fsum(a)", [([1.0, 2.5],), ([0.5, 0.25],)]),
    ("which of equal ones", "return max(a, key=abs)", "return sorted(a, key=abs)[-1]", [([1, 2, -3],), ([4, 5],)]),
    ("argument is shared", "a.extend(b)\n return list(b)", "r = list(b)\n a += r\n return r", [([1], [2]), ([3], [4, 5])]),
    ("two arguments are one list", "r = list(b)\n a.clear()\n return r", "a.clear()\n return list(b)", [([1], [2]), ([3], [4, 5])]),
    ("result is the argument", "return a if len(a) > 50 else list(a)", "return list(a)", [([1] * 8,), ([4, 5, 6, 7] * 2,)]),
    ("truth of zero", "return [x for x in a if x is not None]", "return [x for x in a if x]", [([1, 2, 3],), ([4, None],)]),
    ("or for a default", "return b if b is not None else 7", "return b or 7", [(1, 2), (1, None)]),
    ("zip cuts", "return [a[i] * b[i] for i in range(len(a))]", "return [x * y for x, y in zip(a, b)]", [([1, 2], [3, 4]), ([4], [5])]),
    ("dict order", "return [k for k in a]", "return sorted(a)", [({"a": 1, "b": 2},), ({"c": 3},)]),
    ("last of equal keys", "d = {}\n for k, v in a: d.setdefault(k, v)\n return d", "return dict(a)", [([("a", 1), ("b", 2)],), ([("c", 3)],)]),
    ("counts in another order", "d = {}\n for x in a: d[x] = d.get(x, 0) + 1\n return d", "return {x: a.count(x) for x in sorted(a)}", [([1, 2, 3],), ([4, 5],)]),
    ("NaN", "return a != a or a > 3", "return a > 3", [(1.5,), (4.5,)]),
    ("sign of zero", "return a * -1", "return 0.0 - a", [(1.5,), (4.5,)]),
    ("32 bits", "return a * b", "return ((a * b + 2**31) % 2**32) - 2**31", [(3, 4), (5, 6)]),
    ("float for a big int", "return a // 2", "return int(a / 2)", [(4, ), (10,)]),
    ("square root of a big int", "import math\n return math.isqrt(a)", "return int(a ** 0.5)", [(4,), (10,)]),
    ("prefix of nothing", "return a[:len(b)] == b", "return bool(b) and a.startswith(b)", [("abc", "a"), ("def", "x")]),
    ("bytes above 127", "return a.decode('latin-1')", "return a.decode('ascii')", [(b"ab",), (b"c",)]),
]
VARIED = [
    ("generator read twice", "a = list(a)\n return sum(a), len(a)", "return sum(a), len(list(a))", [([1, 2],), ([3],)]),
    ("bool as a number", "return [str(x) for x in a]", "return ['%d' % x for x in a]", [([1, 2],), ([3],)]),
    ("whole floats", "return [repr(x) for x in a]", "return [repr(int(x)) for x in a]", [([1, 2],), ([3],)]),
    ("concatenation makes a list", "return a * 2", "return [*a, *a]", [([1, 2],), ([3],)]),
    ("copy loses the subclass", "import copy\n return copy.copy(a)", "return dict(a)", [({"a": 1},), ({"b": 2},)]),
    ("text subclass", "return a", "return ''.join([a])[:]  + ''", [("a",), ("bc",)]),
    ("length through a method", "return len(a)", "n = 0\n for x in list.__iter__(a): n += 1\n return n", [([1, 2],), ([3],)]),
    ("mixed types", "return sorted(a, key=str)", "return sorted(a)", [([1, 2, 3],), ([4, 5],)]),
    ("unhashable elements", "r = []\n for x in a:\n  if x not in r: r.append(x)\n return r", "return list(dict.fromkeys(a))", [([1, 2, 2],), ([3],)]),
    ("elements that equal nothing", "return [x for x in a if x in a]", "return list(a)  if len(a) < 2 else [x for x in a if x == x]", [([1, 2],), ([3],)]),
    ("None among numbers", "return [x for x in a if x is None or x > 0]", "return [x for x in a if x and x > 0]", [([1, 2],), ([3],)]),
]


def observe(function, data):
    encoder = canonical.Encoder()
    args, kwargs = pickle.loads(data)
    try:
        found = [encoder.encode(function(*args, **kwargs))]
    except Exception as error:
        found = [None, encoder.exception(error)]
    return canonical.dumps([found, encoder.encode((args, kwargs)), encoder.later])


def made(body, width):
    names = {}
    exec("def f(%s):\n %s" % (", ".join("ab"[:width]), body), names)
    return names["f"]


def exposing(row, seed):
    _, original, rewrite, calls = row
    one, two = (made(body, len(calls[0])) for body in (original, rewrite))
    captured = [("c%d" % n, pickle.dumps((args, {}), 4)) for n, args in enumerate(calls)]
    assert all(observe(one, data) == observe(two, data) for _, data in captured), "the captured calls tell them apart"
    inputs = mutate.made_from(captured, COUNT, seed, 100000)
    assert len(inputs) <= COUNT
    return [how for _, how, data in inputs if observe(one, data) != observe(two, data)]


@pytest.mark.parametrize("row", KEPT, ids=[row[0] for row in KEPT])
def test_inputs_of_the_same_types_expose(row):
    missed = [seed for seed in SEEDS if not exposing(row, seed)]
    assert not missed


def exposing_types(row, seed):
    """Only inputs on which the original returns count."""
    one = made(row[1], len(row[3][0]))
    two = made(row[2], len(row[3][0]))
    captured = [("c%d" % n, pickle.dumps((args, {}), 4)) for n, args in enumerate(row[3])]
    assert all(observe(one, data) == observe(two, data) for _, data in captured), "the captured calls tell them apart"
    inputs = mutate.made_from(captured, COUNT, seed, 100000, varied=True)
    assert all(": another type: " in how for _, how, _ in inputs) and len(inputs) <= COUNT
    return [how for _, how, data in inputs if returns(one, data) and observe(one, data) != observe(two, data)]


def returns(function, data):
    args, kwargs = pickle.loads(data)
    try:
        function(*args, **kwargs)
    except Exception:
        return False
    return True


@pytest.mark.parametrize("row", VARIED, ids=[row[0] for row in VARIED])
def test_inputs_of_other_types_expose(row):
    missed = [seed for seed in SEEDS if not exposing_types(row, seed)]
    assert not missed


@pytest.mark.parametrize("body, calls", [(row[1], row[3]) for row in KEPT + VARIED])
def test_the_original_agrees_with_itself(body, calls):
    """No false alarm: two compilations of one source are told apart by no input."""
    assert not exposing(("", body, body, calls), 1) and not exposing_types(("", body, body, calls), 1)
