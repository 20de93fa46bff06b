# SPDX-License-Identifier: Apache-2.0
"""What can be a unit: methods, properties, generators, coroutines, main modules; and what load refuses."""
import pytest

CLASSES = """
import functools, contextlib
class Box:
    size = 3
    def __init__(self, n): self.n = n
    def plain(self, k): return self.n * k
    @classmethod
    def made(cls, n): return cls(n).n, cls.size
    @staticmethod
    def still(n): return n + 1
    @property
    def twice(self): return self.n * 2
    @functools.cached_property
    def slow(self): return self.n * 3
    def __hidden(self): return "hidden"
    class Inner:
        def deep(self, x): return [x]
    def gen(self):
        yield self.n
class Child(Box):
    pass
def wrap(f):
    @functools.wraps(f)
    def inner(*a): return ["decorated", f(*a)]
    return inner
@wrap
def decorated(x): return x
@contextlib.contextmanager
def managed(x):
    yield x
@functools.lru_cache(None)
def cached(x): return x
table = {"a": 1}
"""


@pytest.mark.parametrize("unit, kind, args, expected", [
    ("Box.plain", "method", "box, 2", ["i", "10"]), ("Child.plain", "method", "box, 2", ["i", "10"]),
    ("Box.made", "classmethod", "subject.Child, 7", ["t", [["i", "7"], ["i", "3"]]]),
    ("Box.still", "staticmethod", "1", ["i", "2"]), ("Box.twice", "method", "box", ["i", "10"]),
    ("Box.slow", "method", "box", ["i", "15"]), ("Box.__hidden", "method", "box", ["s", "hidden"]),
    ("Box.Inner.deep", "method", "subject.Box.Inner(), 1", ["l", 1, [["i", "1"]]]),
    ("Box.gen", "generator", "box", ["g", 0, [["i", "5"]]]),
    ("decorated", "function", "1", ["l", 1, [["s", "decorated"], ["i", "1"]]]),
    ("managed", "generator", "4", ["g", 0, [["i", "4"]]]), ("cached", "function", "1", ["i", "1"])])
def test_reaches(worker, tmp_path, unit, kind, args, expected, monkeypatch):
    client = worker(CLASSES, unit)
    assert client.loaded["kind"] == kind
    monkeypatch.syspath_prepend(str(tmp_path))
    import sys
    sys.modules.pop("subject", None)
    import subject  # the pickles must name the worker's module
    box = subject.Box(5)
    client.put("c", *eval("(%s,)" % args, {"subject": subject, "box": box}))
    sys.modules.pop("subject", None)
    assert client.observe("c")[0]["return"] == expected


def test_unwraps_on_request(worker):
    client = worker(CLASSES, "decorated", unwrap=True)
    client.put("c", 1)
    assert client.observe("c")[0]["return"] == ["i", "1"]


def test_main_module(worker):
    client = worker("""
import dataclasses
@dataclasses.dataclass
class Row:
    a: int
calls = 0
def f(row):
    global calls
    calls += 1
    return type(row), row.a, __name__, calls
if __name__ == "__main__":
    raise SystemExit("must not run")
""", "f", is_main=True)
    client.put_raw("c", b"\x80\x04c__main__\nRow\n)\x81}\x8c\x01aK\x07sb\x85}\x86.")
    found = client.observe("c")[0]
    assert found["return"] == ["t", [["c", "__main__.Row"], ["i", "7"], ["s", "__mp_main__"], ["i", "1"]]]
    assert found["args"][1][0][1][0][2] == "__main__.Row"


def test_generator_item_by_item(observe_call):
    found = observe_call("""
def f(rows):
    print("start")
    for row in rows:
        yield row
        print("after", row)
    return "end"
""", [1, 2])
    assert found["return"] == ["g", 0, [["i", "1"], ["i", "2"]]]
    generator = found["generator"]
    assert generator["output"] == [[0, "start\n", ""], [1, "after 1\n", ""], [2, "after 2\n", ""]]
    assert generator["result"] == ["s", "end"]
    assert found["stdout"] == "start\nafter 1\nafter 2\n"


def test_generator_that_raises_keeps_its_items(observe_call):
    found = observe_call("def f():\n yield 1\n raise ValueError('late')")
    assert found["exception"]["text"] == "late"
    assert found["generator"]["items"] == [["i", "1"]]


def test_laziness_differs_from_a_list(observe_call):
    lazy = observe_call("def f(a):\n for x in a:\n  print(x)\n  yield x", [1, 2])
    eager = observe_call("def f(a):\n print(1); print(2)\n yield from a", [1, 2])
    assert lazy["stdout"] == eager["stdout"]
    assert lazy["generator"] != eager["generator"]


def test_yielded_container_that_changes(observe_call):
    found = observe_call("def f():\n a = []\n for i in range(2):\n  a.append(i)\n  yield a")
    assert found["return"] == ["g", 0, [["l", 1, [["i", "0"]]], ["r", 1, ["l", 1, [["i", "0"], ["i", "1"]]]]]]


def test_endless_generator_is_cut(observe_call):
    found = observe_call("def f():\n n = 0\n while True:\n  yield n\n  n += 1")
    assert len(found["return"][2]) == 100000
    assert found["return"][3] == "more"
    assert found["bounds"] == ["items"]


def test_coroutine(worker):
    client = worker("import asyncio\nasync def f(a):\n await asyncio.sleep(0)\n return a + 1", "f")
    assert client.loaded["kind"] == "coroutine"
    client.put("c", 1)
    assert [o["return"] for o in client.observe("c", "c")] == [["i", "2"]] * 2
    client.ask("prepare", inputs=["c"], repeats=5)
    assert client.ask("run")[0]["calls"] == 5


def test_async_generator(worker):
    client = worker("import asyncio\nasync def f(n):\n for i in range(n):\n  await asyncio.sleep(0)\n  print(i)\n  yield i", "f")
    assert client.loaded["kind"] == "async_generator"
    client.put("c", 2)
    found = client.observe("c")[0]
    assert found["return"] == ["g", 0, [["i", "0"], ["i", "1"]]]
    assert found["generator"]["output"] == [[0, "0\n", ""], [1, "1\n", ""]]
    client.ask("prepare", inputs=["c"], repeats=3)
    assert client.ask("run")[0]["calls"] == 3


def test_generators_are_consumed_when_timed(worker):
    client = worker("import time\ndef f(n):\n for i in range(n):\n  time.sleep(0.01)\n  yield i", "f")
    client.put("c", 3)
    client.ask("prepare", inputs=["c"], repeats=2)
    assert client.ask("run")[0]["wall_ns"] >= 55_000_000


def refusal(python, tmp_path, source, unit, **more):
    from conftest import Client
    file = tmp_path / "subject.py"
    file.write_text(source)
    client = Client(python)
    try:
        response = client.load(file, unit, **more)
        assert not response["ok"]
        assert client.ask("put", b"", input="x")[0]["error"]["kind"] == "protocol"
        return response["error"]
    finally:
        client.close()


@pytest.mark.parametrize("source, unit, words", [
    ("def f(: pass", "f", "SyntaxError"), ("1/0", "f", "ZeroDivisionError: division by zero"), ("import sys; sys.exit(3)", "f", "SystemExit"),
    ("x = 1", "x", "cannot be called"), ("x = 1", "missing.y", "nothing is named missing"),
    ("def f():\n def g(): pass", "f.<locals>.g", "nested function")])
def test_load_says_why_not(python, tmp_path, source, unit, words):
    error = refusal(python, tmp_path, source, unit)
    assert error["kind"] == "load"
    assert words in error["text"]


def test_load_of_a_missing_file(python, tmp_path):
    from conftest import Client
    client = Client(python)
    assert "there is no file" in client.load(tmp_path / "none.py", "f")["error"]["text"]
    client.close()


def test_project_module_wins_over_the_standard_library(worker):
    client = worker("def dedent(x): return 'mine'", "dedent", name="textwrap")
    client.put("c", 1)
    assert client.observe("c")[0]["return"] == ["s", "mine"]


def test_package_modules(python, tmp_path):
    from conftest import Client
    package = tmp_path / "pack"
    package.mkdir()
    (package / "__init__.py").write_text("base = 40\n")
    (package / "part.py").write_text("from . import base\ndef f(n): return base + n\n")
    client = Client(python)
    response = client.ask("load", module={"file": str(package / "part.py"), "name": "pack.part", "is_main": False}, unit="f",
                          sys_path=[str(tmp_path)], argv=[], environ_seed=0)[0]
    assert response["ok"], response
    client.put("c", 2)
    assert client.observe("c")[0]["return"] == ["i", "42"]
    client.close()


def test_stale_bytecode_is_not_used(python, tmp_path):
    """The two versions share a path; equal size and time stamp must not confuse them."""
    import os, subprocess
    file = tmp_path / "subject.py"
    file.write_text("def f(): return 1\n")
    stamp = file.stat().st_mtime_ns
    subprocess.run([python, "-c", "import subject"], cwd=tmp_path, check=True)
    file.write_text("def f(): return 2\n")
    os.utime(file, ns=(stamp, stamp))
    from conftest import Client
    client = Client(python)
    assert client.load(file, "f")["ok"]
    client.put("c")
    assert client.observe("c")[0]["return"] == ["i", "2"]
    client.close()
