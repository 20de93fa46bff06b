# SPDX-License-Identifier: Apache-2.0
"""Capture: counts, kept calls, facts, kinds, and that a wrapped unit behaves as the unit."""
import pickle
import subprocess
import sys

import pytest

LINE = '@__import__("velox_runtime.capture", fromlist=["x"]).unit("%s")\n'


def edited(source, *names):
    """The source with the capture line above each named `def`, as the parent edits it; the id is the name."""
    lines = []
    for line in source.splitlines(True):
        words = line.replace("async ", "").strip()
        for name in names:
            if words.startswith("def %s(" % name):
                lines.append(line[:len(line) - len(line.lstrip())] + LINE % name)
        lines.append(line)
    return "".join(lines)


@pytest.fixture
def capture(attached):
    """Runs an edited program; gives {id: unit} of the first process and a function that thaws a record."""

    def run(source, *names, expect=0, limits=None, **more):
        request = dict(limits or {}, units={name: {"params": []} for name in names})
        results, done = attached("capture", edited(source, *names), request=request, expect=expect, **more)
        units = {}
        for result in results:
            assert result["schema"] == "velox.capture/1"
            units.update(result["units"])
        capture.done, capture.results = done, results

        def thaw(unit, record):
            data = (done.out / unit["calls_file"]).read_bytes()
            return pickle.loads(data[record["offset"]:record["offset"] + record["bytes"]])

        return units, thaw

    capture = run
    return run


def test_counts_callers_and_arguments(capture):
    units, thaw = capture("""
def f(rows, k=1, *rest, flag=False, **more):
    return [k] * len(rows)
for i in range(5):
    f([i] * i)
f([1, 2], 7, 8, flag=True, extra="e")
""", "f")
    unit = units["f"]
    assert unit["calls"] == 6
    assert unit["kind"] == "function"
    assert [count for _, count in sorted(unit["callers"].items())] == [5, 1]
    assert sorted(unit["callers"])[0].endswith("program.py:6")
    assert [thaw(unit, r)[0][0] for r in unit["records"][:3]] == [[], [1], [2, 2]]
    assert thaw(unit, unit["records"][5]) == (([1, 2], 7, 8), {"flag": True, "extra": "e"})
    assert [r["seq"] for r in unit["records"]] == list(range(6))
    assert all(r["in_sequence"] and r["exception"] is None and not r["module_state"] for r in unit["records"])
    rows = unit["params"]["rows"]
    assert rows["types"] == {"list": 6} and rows["elements"] == {"int": 12}
    assert rows["sizes"] == [0, 2, 4] and rows["hashable_elements"] and "numbers" not in rows
    assert unit["params"]["k"]["numbers"] == [7, 7, 7]
    assert unit["params"]["rest"]["elements"] == {"int": 1}
    assert unit["params"]["more"]["types"] == {"dict": 1}
    assert unit["returns"]["types"] == {"list": 6}
    assert unit["not_replayable"] is None


def test_tells_how_often_arguments_come_again(capture):
    units, _ = capture("""
def f(a, b=""): return a
def g(a): return a
for i in range(200): f(i % 10, "x" * (i % 2))
for i in range(49): g(1)
""", "f", "g")
    assert units["f"]["repeated"] == pytest.approx(0.95)
    assert units["g"]["repeated"] is None


def test_arguments_are_frozen_before_the_call(capture):
    units, thaw = capture("def f(a):\n    a.clear()\nf([1, 2])\n", "f")
    assert thaw(units["f"], units["f"]["records"][0]) == (([1, 2],), {})


def test_recursion_records_the_outermost(capture):
    units, thaw = capture("def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(10)\nfib(12)\n", "fib")
    unit = units["fib"]
    assert unit["calls"] == 177 + 465
    assert [thaw(unit, r)[0] for r in unit["records"]] == [(10,), (12,)]


def test_mutual_recursion_and_exceptions(capture):
    units, thaw = capture("""
def even(n): return True if n == 0 else odd(n - 1)
def odd(n):
    if n == 0: raise ValueError("odd")
    return even(n - 1)
for n in (6, 3):
    try: even(n)
    except ValueError: pass
""", "even", "odd")
    assert [thaw(units["even"], r)[0] for r in units["even"]["records"]] == [(6,), (3,)]
    assert [r["exception"] for r in units["even"]["records"]] == [None, "ValueError"]
    assert units["even"]["raised"] == 1
    assert [thaw(units["odd"], r)[0] for r in units["odd"]["records"]] == [(5,), (2,)]


def test_sizes_are_stratified(capture):
    units, thaw = capture("""
def f(rows): return len(rows)
for i in range(300): f([0] * 4)
for i in range(300): f([0] * 100)
for i in range(3): f([0] * 5000)
""", "f", limits={"max_calls": 12, "sequence_calls": 20})
    records = units["f"]["records"]
    sample = [r["size"] for r in records if r["sample"]]
    assert len(sample) <= 12
    assert sample.count(5000) >= 2 and sample.count(100) >= 3 and sample.count(4) >= 3
    assert [r["seq"] for r in records if r["in_sequence"]] == list(range(20))


def test_late_large_call_is_kept_among_very_many(capture):
    units, thaw = capture("""
def f(rows): return sum(rows)
for i in range(100000): f([i])
f(list(range(20000)))
for i in range(2000): f(list(range(1000)))
""", "f", limits={"sequence_calls": 100, "max_calls": 16})
    unit = units["f"]
    assert unit["calls"] == 102001
    assert max(r["size"] for r in unit["records"]) >= 1000
    assert unit["looked"] < 60000
    assert sum(unit["callers"].values()) == pytest.approx(102001, rel=0.05)


def test_bytes_are_bounded(capture):
    units, _ = capture("""
def f(text): return text
for i in range(50): f("x" * 1000)
f("y" * 5000)
""", "f", limits={"max_bytes_per_call": 2000, "max_bytes": 20000})
    unit = units["f"]
    assert sum(r["bytes"] for r in unit["records"]) <= 20000
    assert "larger than the bound" in unit["not_replayable"]
    assert max(r["size"] for r in unit["records"]) == 1000


@pytest.mark.parametrize("setup, words", [
    ("open('/dev/null')", "an open file"), ("__import__('socket').socket()", "a socket"), ("__import__('threading').Lock()", "a lock"),
    ("(i for i in 'ab')", "a generator"), ("lambda: 1", "pickle"), ("[1, {'k': __import__('sys')._getframe()}]", "a frame"),
    ("Bad()", "ValueError: no pickle today"), ("__import__('threading').Thread()", "")])
def test_why_a_call_cannot_be_replayed(capture, setup, words):
    units, _ = capture("""
class Bad:
    def __reduce__(self): raise ValueError("no pickle today")
def f(first, what): return 1
f(1, %s)
f(1, 2)
""" % setup, "f")
    unit = units["f"]
    assert unit["not_replayable"].startswith("argument 'what' (")
    assert words in unit["not_replayable"]
    assert unit["not_replayable"].endswith("1 of 2 calls looked at")
    assert unit["not_replayable_calls"] == 1
    assert [r["in_sequence"] for r in unit["records"]] == [False]


def test_methods_of_main_classes(capture):
    units, thaw = capture("""
class Box:
    def __init__(self, n): self.n = n
    def grow(self, by): self.n += by; return self
    @classmethod
    def make(cls, n): return cls(n)
    @staticmethod
    def still(n): return n
    @property
    def double(self): return self.n * 2
    def __len__(self): raise RuntimeError("must not be called")
    def __getattr__(self, name): raise AttributeError(name)
box = Box.make(3)
box.grow(4).grow(5)
Box.still(1)
box.double
""", "grow", "make", "still", "double", "__init__", "__getattr__")
    assert units["grow"]["calls"] == 2
    assert units["grow"]["params"]["self"]["types"] == {"__main__.Box": 2}
    assert units["make"]["calls"] == units["still"]["calls"] == units["double"]["calls"] == units["__init__"]["calls"] == 1
    assert "__getattr__" not in units

    class Box:
        pass
    saved = sys.modules["__main__"].__dict__.get("Box")
    sys.modules["__main__"].Box = Box
    try:
        args, kwargs = thaw(units["grow"], units["grow"]["records"][1])
        assert args[0].n == 7 and args[1] == 5
        assert thaw(units["make"], units["make"]["records"][0])[0] == (Box, 3)
    finally:
        if saved is None:
            del sys.modules["__main__"].Box


def test_generators_coroutines_async_generators(capture):
    units, thaw = capture("""
import asyncio, inspect
def gen(n):
    got = yield n
    try:
        got2 = yield got
    except KeyError as error:
        yield "caught"
    return "end"
async def co(n):
    await asyncio.sleep(0)
    return n + 1
async def agen(n):
    try:
        got = yield n
        yield got
    except KeyError:
        yield "caught"
    finally:
        print("closed")
def walk(n):
    yield n
    if n: yield from walk(n - 1)
assert inspect.isgeneratorfunction(gen) and inspect.iscoroutinefunction(co) and inspect.isasyncgenfunction(agen)
g = gen(5)
assert (next(g), g.send("sent"), g.throw(KeyError())) == (5, "sent", "caught")
try: next(g)
except StopIteration as stop: assert stop.value == "end"
assert g.__name__ == "gen" and g.__qualname__ == "gen"
async def main():
    assert await co(1) == 2
    a = agen(7)
    assert await a.__anext__() == 7 and await a.asend("s") == "s" and await a.athrow(KeyError()) == "caught"
    await a.aclose()
    assert [x async for x in agen(1)] == [1, None]
    b = agen(2)
    await b.__anext__()
    await b.aclose()
asyncio.run(main())
assert list(walk(3)) == [3, 2, 1, 0]
""", "gen", "co", "agen", "walk")
    assert [units[n]["kind"] for n in ("gen", "co", "agen")] == ["generator", "coroutine", "async_generator"]
    assert [units[n]["calls"] for n in ("gen", "co", "agen", "walk")] == [1, 1, 3, 4]
    assert thaw(units["gen"], units["gen"]["records"][0]) == ((5,), {})
    assert len(units["walk"]["records"]) == 1
    assert [thaw(units["agen"], r)[0] for r in units["agen"]["records"]] == [(7,), (1,), (2,)]


def test_nested_functions_share_their_unit(capture):
    units, thaw = capture("""
def outer(k):
    def inner(x):
        return x + k
    return inner
assert [outer(k)(1) for k in range(4)] == [1, 2, 3, 4]
""", "inner")
    assert units["inner"]["calls"] == 4
    assert len(units["inner"]["records"]) == 4


def test_threads(capture):
    units, _ = capture("""
import threading
def f(a): return [a]
def work():
    for i in range(3000): f(i)
threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
""", "f", limits={"sequence_calls": 500})
    assert units["f"]["calls"] == 12000
    assert units["f"]["threads"] >= 2
    assert len([r for r in units["f"]["records"] if r["sample"]]) == 64


def test_module_state(capture):
    units, _ = capture("""
seen, total = [], 0
def f(a):
    if a > 1: seen.append(a)
def g(a):
    global total
    total += a
f(1); f(2); g(0); g(5)
def make():
    n = 0
    def h(a):
        nonlocal n
        n += a
    return h
make()(1000)
""", "f", "g", "h")
    assert [r["module_state"] for r in units["f"]["records"]] == [False, True]
    assert [r["module_state"] for r in units["g"]["records"]] == [False, True]
    assert [r["module_state"] for r in units["h"]["records"]] == [True]


def test_shared_arguments(capture):
    units, thaw = capture("def f(a, b): return 1\nx = []\nf(x, x)\nf([], [])\n", "f")
    assert units["f"]["params"]["a"]["identity_shared"] and units["f"]["params"]["b"]["identity_shared"]
    args, _ = thaw(units["f"], units["f"]["records"][0])
    assert args[0] is args[1]
    units, _ = capture("def f(a, b): return 1\nf([], [])\nf('x', 'x')\n", "f")
    assert not units["f"]["params"]["a"]["identity_shared"]


def test_element_types(capture):
    units, _ = capture("def f(a): return {1: 'x'}\nf([{'k': 1.5}, {'l': 2}])\nf([[1]])\n", "f")
    a = units["f"]["params"]["a"]
    assert a["elements"] == {"dict": 2, "list": 1}
    assert a["element_of_elements"] == {"str": 2, "int": 1}
    assert a["hashable_elements"] is False
    assert units["f"]["returns"]["elements"] == {"int": 2}


TABLES = '''
import numpy as np
import pandas as pd
def f(a, m, z, s, df, rows, mixed, native): return a * 2
f(np.zeros(5), np.zeros((3, 2), 'i8'), np.array(1.0), pd.Series([True]), pd.DataFrame({"a": [1.0], "b": [2.0]}),
  pd.DataFrame({"a": [1], "b": ["x"], "c": [0.5]}), pd.DataFrame({"a": [1], "b": [0.5]}), np.zeros(2, '>f8'))
'''


def test_tables_tell_what_they_hold(capture, python):
    if subprocess.run([python, "-c", "import pandas"], capture_output=True).returncode:
        pytest.skip("this interpreter has no pandas")
    units, _ = capture(TABLES, "f")
    unit = units["f"]
    params = unit["params"]
    assert params["a"]["elements"] == {"numpy.float64": 1} and params["a"]["sizes"] == [5, 5, 5]
    assert params["m"]["elements"] == {"numpy.ndarray": 1} and params["m"]["element_of_elements"] == {"numpy.int64": 1}
    assert params["z"]["elements"] == {"mixed": 1} and "sizes" not in params["z"]
    assert params["s"]["elements"] == {"numpy.bool_": 1}
    assert params["df"]["elements"] == {"numpy.float64": 1} and params["df"]["sizes"] == [1, 1, 1]
    assert params["rows"]["elements"] == {"object": 1}
    assert params["mixed"]["elements"] == {"mixed": 1}
    assert params["native"]["elements"] == {"mixed": 1}
    assert unit["returns"]["elements"] == {"numpy.float64": 1}


def test_local_variables_and_fields_when_calls_end(capture):
    units, _ = capture("""
class Box:
    def __init__(self): self.items = [1, 2]
    def f(self, n):
        for word in ("a", "b"):
            found = {word: n}
        n = str(n)
        if len(n) > 1: raise ValueError(n)
        return len(found)
box = Box()
for n in range(12):
    try: box.f(n)
    except ValueError: pass
""", "f")
    seen = units["f"]["locals"]
    assert set(seen) == {"word", "found", "self.items"}, "parameters are told of elsewhere"
    assert set(seen["word"]["types"]) == {"str"} and seen["word"]["sizes"] == [1, 1, 1]
    assert set(seen["found"]["elements"]) == {"str"}
    assert set(seen["self.items"]["elements"]) == {"int"}


def test_local_variables_leave_other_profilers_alone(capture):
    units, _ = capture("""
import sys
events = []
sys.setprofile(lambda frame, event, argument: events.append(event))
def f(n):
    local = n
    return local
f(1)
sys.setprofile(None)
f(2)
assert sys.getprofile() is None
print(len(events))
""", "f")
    assert set(units["f"]["locals"]) == {"local"}
    assert int(capture.done.stdout) > 0


def test_deep_arguments_are_frozen(capture):
    units, thaw = capture("def f(a): return 1\na = []\nfor i in range(1500): a = [a]\nf(a)\n", "f")
    value = thaw(units["f"], units["f"]["records"][0])[0][0]
    depth = 0
    while value:
        value, depth = value[0], depth + 1
    assert depth == 1500


def test_wrapped_units_behave_as_before(capture):
    source = """
import inspect, sys, warnings
def f(a, b=2, *c, d: int = 4, **e) -> str:
    "doc"
    warnings.warn("old", DeprecationWarning, stacklevel=2)
def deep(n): return n and 1 + deep(n - 1)
print(inspect.signature(f), f.__name__, f.__doc__, f.__module__, f.__annotations__)
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as seen:
    f(1)
print(seen[0].filename == __file__, seen[0].lineno)
print(deep(900), sys.getrecursionlimit())
try: f()
except TypeError as error: print(error)
try: deep(3000)
except RecursionError: print("too deep")
"""
    units, _ = capture(source, "f", "deep")
    assert units["f"]["calls"] == 2


def test_output_is_the_same_with_and_without(python, attached, tmp_path):
    source = """
import inspect, sys, warnings
class A:
    def f(self, a, b=2, *c, d: int = 4, **e) -> str:
        "doc"
        warnings.warn("old", DeprecationWarning, stacklevel=2)
def deep(n): return n and 1 + deep(n - 1)
print(inspect.signature(A.f), A.f.__name__, A.f.__qualname__, A.f.__doc__, A.f.__module__, A.f.__annotations__)
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as seen:
    A().f(1)
print(seen[0].filename == __file__)
print(deep(900), sys.getrecursionlimit())
try: A().f()
except TypeError as error: print(error)
try: deep(3000)
except RecursionError: print("too deep")
sys.setrecursionlimit(2000)
print(sys.getrecursionlimit(), deep(1900))
"""
    plain = tmp_path / "plain.py"
    plain.write_text(source)
    expected = subprocess.run([python, str(plain)], capture_output=True, text=True)
    assert expected.returncode == 0, expected.stderr
    results, done = attached("capture", edited(source, "f", "deep"), request={"units": {"f": {}, "deep": {}}})
    assert done.stdout == expected.stdout
    assert results[0]["units"]["deep"]["calls"] > 3000


def test_children_write_their_own(capture, attached):
    source = edited("""
import multiprocessing
def job(n): return n + 1
if __name__ == "__main__":
    job(100)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(pool.map(job, range(20))))
""", "job")
    results, done = attached("capture", source, request={"units": {"job": {}}})
    calls = sorted(r["units"]["job"]["calls"] for r in results if "job" in r["units"])
    assert sum(calls) == 21
    assert done.stdout == "210\n"


def test_tests_that_reach_the_unit(attached, python):
    if subprocess.run([python, "-c", "import pytest"]).returncode:
        pytest.skip("this interpreter has no pytest")
    code = edited("def f(a): return a\ndef g(a): return a\n", "f", "g")
    tests = """
from code_under_test import f, g
import pytest
def test_one():
    for i in range(5000): f(i)
class TestMore:
    @pytest.mark.parametrize("n", [1, 2])
    def test_two(self, n): f(n)
def test_three(): g(1)
"""
    results, done = attached("capture", tests, request={"units": {"f": {}, "g": {}}, "sequence_calls": 10}, name="test_it.py",
                             command=[python, "-m", "pytest", "-q", "-p", "no:cacheprovider"], code_under_test=code)
    units = results[0]["units"]
    assert units["f"]["tests"] == ["test_it.py::test_one", "test_it.py::TestMore::test_two[1]", "test_it.py::TestMore::test_two[2]"]
    assert units["g"]["tests"] == ["test_it.py::test_three"]
    assert units["f"]["calls"] == 5002


def test_without_a_request_for_it_the_function_is_itself(attached):
    source = edited("def f(a): return a\nprint(type(f).__name__, hasattr(f, '__wrapped__'))\n", "f")
    results, done = attached("capture", source, request={"units": {"other": {}}})
    assert done.stdout == "function False\n"
    assert results == [{"schema": "velox.capture/1", "units": {}}]


def test_cost_of_a_counted_call(capture):
    units, _ = capture("""
import time
def f(a): return a
def g(a): return a
def timed(h):
    best = 9.0
    for _ in range(5):
        t = time.process_time()
        for i in range(100000): h(i)
        best = min(best, time.process_time() - t)
    return best * 10
timed(f)
cost = timed(f) - timed(g)
assert cost < 1.5, "%.2f us for each call" % cost
""", "f", limits={"sequence_calls": 100})
    assert units["f"]["calls"] == 1000000
