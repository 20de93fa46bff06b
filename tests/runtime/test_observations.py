# SPDX-License-Identifier: Apache-2.0
"""Canonical observations: one case for each tag, aliasing, bounds, exceptions, output."""
import json

import pytest

TAGS = [
    ("None", ["n"]), ("True", ["b", True]), ("12", ["i", "12"]), ("-3", ["i", "-3"]),
    ("1 << 9000", ["i", hex(1 << 9000)]), ("1.5", ["f", "0x1.8000000000000p+0"]),
    ("-0.0", ["f", "-0x0.0p+0"]), ("0.0", ["f", "0x0.0p+0"]), ("float('nan')", ["f", "nan"]), ("float('-inf')", ["f", "-inf"]),
    ("'text'", ["s", "text"]), ("'\\u4e2d'", ["s", "\u4e2d"]), ("'\\ud800'", ["u", "ANg="]), ("b'ab'", ["y", "YWI="]),
    ("...", ["E"]), ("NotImplemented", ["N"]), ("complex(1, -0.0)", ["z", "0x1.0000000000000p+0", "-0x0.0p+0"]),
    ("[1, 'a']", ["l", 1, [["i", "1"], ["s", "a"]]]), ("(1,)", ["t", [["i", "1"]]]),
    ("{'b': 1, 'a': 2}", ["d", 1, [[["s", "b"], ["i", "1"]], [["s", "a"], ["i", "2"]]]]),
    ("{3, 1}", ["S", 1, [["i", "1"], ["i", "3"]]]), ("frozenset('ba')", ["F", [["s", "a"], ["s", "b"]]]),
    ("range(1, 9, 2)", ["R", "1", "9", "2"]), ("slice(1, None)", ["sl", ["i", "1"], ["n"], ["n"]]),
    ("bytearray(b'ab')", ["ba", 1, "YWI="]), ("memoryview(b'ab')", ["mv", 1, "B", [2], True, "YWI="]),
    ("__import__('collections').deque([1], 3)", ["dq", 1, 3, [["i", "1"]]]),
    ("__import__('collections').OrderedDict(a=1)", ["od", 1, [[["s", "a"], ["i", "1"]]]]),
    ("__import__('collections').defaultdict(list, a=1)", ["dd", 1, ["c", "list"], [[["s", "a"], ["i", "1"]]]]),
    ("__import__('collections').Counter('aa')", ["C", 1, [[["s", "a"], ["i", "2"]]]]),
    ("__import__('decimal').Decimal('1.50')", ["D", "1.50"]), ("__import__('fractions').Fraction(1, 3)", ["Q", "0x1", "0x3"]),
    ("__import__('datetime').date(2020, 1, 2)", ["dt", "date", "2020-01-02"]),
    ("__import__('datetime').timedelta(1, 2, 3)", ["dt", "timedelta", "1 2 3"]),
    ("__import__('datetime').datetime(2020, 1, 2, fold=1)", ["dt", "datetime", "2020-01-02T00:00:00", 1, ["n"]]),
    ("__import__('datetime').timezone.utc", ["dt", "timezone", "datetime.timezone.utc"]),
    ("__import__('pathlib').PurePosixPath('/a')", ["P", "PurePosixPath", ["s", "/a"]]),
    ("__import__('re').compile('a', 2)", ["re", ["s", "a"], 34]),
    ("__import__('array').array('i', [1])", ["a", 1, "i", [["i", "1"]]]),
    ("__import__('uuid').UUID(int=1)", ["U", "00000000-0000-0000-0000-000000000001", "unknown"]),
    ("int", ["c", "int"]), ("len", ["c", "len"]), ("__import__('math').sqrt", ["c", "math.sqrt"]),
    ("__import__('json').dumps", ["c", "json.dumps"]), ("__import__('json')", ["M", "json"]),
    ("map(str, [1])", ["g", 1, [["s", "1"]]]), ("(x for x in 'ab')", ["g", 1, [["s", "a"], ["s", "b"]]]),
    ("iter([1])", ["g", 1, [["i", "1"]]]), ("[].append", ["m", "append", ["l", 1, []]]),
    ("{'a': 1}.keys()", ["dk", 1, [["s", "a"]]]), ("{'a': 1}.values()", ["dv", 1, [["i", "1"]]]),
    ("{'a': 1}.items()", ["di", 1, [[["s", "a"], ["i", "1"]]]]),
    ("__import__('types').MappingProxyType({1: 2})", ["mp", 1, [[["i", "1"], ["i", "2"]]]]),
    ("__import__('types').SimpleNamespace(a=1)", ["o", 1, "types.SimpleNamespace", [["a", ["i", "1"]]]]),
    ("ValueError('x', 1)", ["x", 1, "ValueError", "('x', 1)", [["s", "x"], ["i", "1"]], []]),
    ("Color.RED", ["e", "subject.Color", "RED"]), ("Point(1, 2)", ["o", 1, "subject.Point", [["x", ["i", "1"]], ["y", ["i", "2"]]]]),
    ("Slotted(1)", ["o", 1, "subject.Slotted", [["a", ["i", "1"]], ["__private", ["i", "2"]]]]),
    ("Named(1, 2)", ["o", 1, "subject.Named", [["*", ["t", [["i", "1"], ["i", "2"]]]]]]),
    ("Listed([1])", ["o", 1, "subject.Listed", [["*", ["l", 0, [["i", "1"]]]], ["name", ["s", "n"]]]]),
    ("Word('a')", ["o", 1, "subject.Word", [["*", ["s", "a"]]]]), ("Point", ["c", "subject.Point"]),
    ("Point(1, 2).norm", ["m", ["c", "subject.Point.norm"],
                          ["o", 1, "subject.Point", [["x", ["i", "1"]], ["y", ["i", "2"]]]]]),
    ("__import__('io').StringIO('ab').getvalue", None),
]

SOURCE = """
import collections, dataclasses, enum
class Color(enum.Enum):
    RED = 1
@dataclasses.dataclass
class Point:
    x: int
    y: int
    def norm(self): return 1
class Slotted:
    __slots__ = ("a", "__private", "unset")
    def __init__(self, a):
        self.a = a
        self.__private = 2
Named = collections.namedtuple("Named", "x y")
class Listed(list):
    def __init__(self, items):
        super().__init__(items)
        self.name = "n"
class Word(str):
    pass
def f(text):
    return eval(text)
"""


def test_each_tag(worker):
    client = worker(SOURCE, "f")
    names = []
    for index, (text, _) in enumerate(TAGS):
        names.append("c%d" % index)
        client.put(names[-1], text)
    wrong = []
    for (text, expected), found in zip(TAGS, client.observe(*names)):
        if found["exception"] is not None or (expected is not None and found["return"] != expected):
            wrong.append((text, expected, found["return"], found["exception"]))
    assert not wrong


C_TYPES = ["__import__('functools').partial(int, '12', base=8)", "__import__('io').StringIO('ab')",
           "__import__('random').Random(3)", "__import__('operator').itemgetter(1, 2)", "__import__('itertools').count(5)"]


@pytest.mark.parametrize("text", C_TYPES)
def test_c_types_are_opened(observe_call, text):
    found = observe_call("def f(text): return eval(text)", text)
    assert found["return"][0] in ("k", "g")
    assert "opaque" not in found


def test_c_types_differ_by_content(observe_call):
    source = "import functools\ndef f(n): return functools.partial(int, n)"
    assert observe_call(source, "1")["return"] != observe_call(source, "2")["return"]


def test_what_cannot_be_opened_is_named(observe_call):
    found = observe_call("import threading\ndef f(): return [threading.Lock(), lambda: 1]")
    assert found["opaque"] == ["_thread.lock", "function subject.f.<locals>.<lambda>"]
    assert found["return"][2][0][0] == "?"
    assert "at 0x>" in found["return"][2][0][2]


def test_return_aliases_argument(observe_call):
    same = observe_call("def f(a): return a", [1])
    copy = observe_call("def f(a): return list(a)", [1])
    assert same["args"] == ["t", [["t", [["r", 1]]], ["d", 2, []]]]
    assert same != copy


def test_arguments_that_are_one_object(worker):
    client = worker("def f(a, b): a.append(1); return b", "f")
    shared = [0]
    client.put("shared", shared, shared)
    client.put("apart", [0], [0])
    one, two = client.observe("shared", "apart")
    assert one["return"] == ["l", 1, [["i", "0"], ["i", "1"]]]
    assert one["args"][1][0] == ["t", [["r", 1], ["r", 1]]]
    assert two["return"] == ["l", 1, [["i", "0"]]]
    assert two["args"][1][0] == ["t", [["l", 2, [["i", "0"], ["i", "1"]]], ["r", 1]]]


def test_mutated_arguments_are_seen(observe_call):
    found = observe_call("def f(a): a['k'] = a.pop('x')", {"x": 1})
    assert found["args"][1][0] == ["t", [["d", 1, [[["s", "k"], ["i", "1"]]]]]]


def test_cycles_end(observe_call):
    found = observe_call("def f():\n a = []; a.append((a,)); return a")
    assert found["return"] == ["l", 1, [["t", [["r", 1]]]]]


def test_deep_nesting_is_whole(observe_call):
    source = "def f(n):\n a = None\n for i in range(n): a = [i, a]\n return a"
    found, shorter = observe_call(source, 3000), observe_call(source, 2999)
    assert '["i","0"]' in json.dumps(found["deep"], separators=(",", ":"))
    assert "bounds" not in found
    assert found != shorter


def test_fresh_arguments_for_each_call(worker):
    client = worker("def f(a): a.append(1); return len(a)", "f")
    client.put("c", [])
    assert [o["return"] for o in client.observe("c", "c")] == [["i", "1"], ["i", "1"]]


def test_exception_in_full(observe_call):
    found = observe_call("""
class Odd(ValueError): pass
def f(a):
    try:
        a['x']
    except KeyError as error:
        raise Odd('bad', a) from error
""", {})
    assert found["return"] is None
    exception = found["exception"]
    assert exception["type"] == "subject.Odd"
    assert exception["text"] == "('bad', {})"
    assert exception["args"][1][0] == ["s", "bad"]
    assert exception["cause"] == {"type": "KeyError", "text": "'x'"}
    assert exception["context_type"] == "KeyError"
    assert found["args"][1][0] == ["t", [["r", exception["args"][1][1][1]]]]


@pytest.mark.parametrize("body, kind", [
    ("raise KeyboardInterrupt", "KeyboardInterrupt"), ("raise SystemExit(3)", "SystemExit"), ("import sys; sys.exit('bye')", "SystemExit"),
    ("raise MemoryError", "MemoryError"), ("return f()", "RecursionError"), ("raise GeneratorExit", "GeneratorExit"),
    ("raise StopIteration(4)", "StopIteration"), ("1/0", "ZeroDivisionError"), ("raise BaseException('b')", "BaseException"),
    ("return [0] * (1 << 60)", "MemoryError")])
def test_whatever_is_raised_is_an_observation(worker, body, kind):
    client = worker("def f(): %s" % body, "f")
    client.put("c")
    assert [o["exception"]["type"] for o in client.observe("c", "c")] == [kind, kind]


def test_notes_of_exceptions(observe_call):
    found = observe_call("def f():\n e = ValueError(1)\n e.__notes__ = ['n']\n raise e")
    assert found["exception"]["notes"] == ["n"]


def test_output_of_all_levels(observe_call):
    found = observe_call("""
import os, subprocess, sys
def f():
    print("python")
    sys.stdout.flush()
    os.write(1, b"raw\\n")
    subprocess.run(["/bin/echo", "child"])
    sys.stderr.write("error \\u00e9")
    print(object(), sys.stdin.read() == "")
""")
    assert found["stdout"] == "python\nraw\nchild\n<object object at 0x> True\n"
    assert found["stderr"] == "error \u00e9"


def test_output_is_bounded(observe_call):
    found = observe_call("def f(): print('x' * (3 << 20))")
    assert found["bounds"] == ["output"]
    assert found["stdout"].endswith("... 2097153 bytes more")


def test_output_does_not_leak_into_the_next_call(worker):
    client = worker("import sys\ndef f(text):\n sys.stdout.write(text)\n if text == 'a': sys.stdout = None", "f")
    client.put("a", "a")
    client.put("b", "b")
    assert [o["stdout"] for o in client.observe("a", "b", "a")] == ["a", "b", "a"]


def test_warnings_and_logs(observe_call):
    found = observe_call("""
import logging, warnings
def f(a):
    warnings.warn("old", DeprecationWarning)
    logging.getLogger("x.y").warning("lost %s", a)
    logging.getLogger("x.y").debug("not shown")
""", 7)
    assert found["warnings"] == [["DeprecationWarning", "old"]]
    assert found["logs"] == [["x.y", "WARNING", "lost 7"]]
    assert found["stderr"] == ""


def test_timeout_is_an_observation(worker):
    client = worker("def f(n):\n while n:\n  try:\n   while True: pass\n  except BaseException: pass\n  n -= 1\n return 'end'", "f")
    client.put("c", 3)
    client.put("d", 0)
    long, short = client.observe("c", "d", timeout_s=0.3)
    assert long["bounds"] == ["timeout"]
    assert long["return"] is None
    assert short["return"] == ["s", "end"]


def test_size_is_bounded(observe_call):
    found = observe_call("def f(): return [[i] for i in range(2000000)]")
    assert found["bounds"] == ["size"]


def test_infinite_iterators_are_cut(observe_call):
    found = observe_call("import itertools\ndef f(): return itertools.repeat(1)")
    assert found["return"][3] == "more"
    assert len(found["return"][2]) == 100000
    assert found["bounds"] == ["items"]


def test_process_is_put_back_between_calls(worker):
    client = worker("""
import os, sys
def f():
    before = (os.environ.get("SET"), os.getcwd(), list(sys.argv), sys.getrecursionlimit())
    os.environ["SET"] = "1"; os.chdir("/"); sys.argv.append("x"); sys.setrecursionlimit(4321)
    return before
""", "f")
    client.put("c")
    first, second = client.observe("c", "c")
    assert first["return"] == second["return"]


def test_random_is_seeded(worker):
    client = worker("import random\ndef f(): return random.random()", "f")
    client.put("c")
    one, two = client.observe("c", "c", seed=1)
    assert one["return"] == two["return"] != client.observe("c", seed=2)[0]["return"]


def test_a_forked_child_does_not_speak(worker):
    client = worker("import os\ndef f():\n pid = os.fork()\n if pid: os.waitpid(pid, 0)\n return 1", "f")
    client.put("c")
    assert [o["return"] for o in client.observe("c", "c")] == [["i", "1"]] * 2


def test_hostile_objects(observe_call):
    found = observe_call("""
class Bad:
    def __repr__(self): raise ValueError
    def __eq__(self, other): raise ValueError
    def __hash__(self): return 1
    def __len__(self): raise ValueError
    def __getattribute__(self, name): raise ValueError(name)
class BadError(Exception):
    def __str__(self): raise KeyError
def f():
    error = BadError(Bad())
    raise error
""")
    assert found["exception"]["text"] == "<str raised KeyError>"
    assert found["exception"]["args"] == ["t", [["o", 1, "subject.Bad", []]]]


DIFFERENT = """
class Key:
    def __init__(self, n): self.n = n
def f(words):
    found = {Key(w) for w in words} | {(w, 1) for w in words} | {frozenset([w, w + "x"]) for w in words}
    return found, {w for w in words}, {w: {w, w * 2} for w in words}, object(), Key, print, {type(w): 1 for w in words}
"""


def test_same_text_under_all_hash_seeds(worker):
    seen = set()
    for seed in (0, 1, 2, 77):
        client = worker(DIFFERENT, "f", hash_seed=seed)
        client.put("c", ["alpha", "beta", "gamma", "delta", "\u00e9"])
        response, blob = client.ask("observe", inputs=["c"], seed=0, timeout_s=5)
        seen.add((blob, response["observations"][0]["digest"]))
    assert len(seen) == 1




def test_digest_tells_observations_apart(worker):
    client = worker("def f(a): return a", "f")
    client.put("a", 1)
    client.put("b", 1)
    client.put("c", 1.0)
    response, _ = client.ask("observe", inputs=["a", "b", "c"], seed=0, timeout_s=5)
    a, b, c = (o["digest"] for o in response["observations"])
    assert a == b != c
    sizes = [o["size"] for o in response["observations"]]
    assert sizes[:2] == [1, 1]


NUMPY = """
import numpy as np
def f(kind):
    return {"int": np.array([[1, 2], [3, 4]], dtype="int32"), "float": np.array([0.0, -0.0, float("nan")]), "scalar": np.float64(1.5),
            "object": np.array([1, "a"], dtype=object), "view": np.arange(6).reshape(2, 3)[:, 1], "record": np.zeros(1, dtype=[("a", "i4")])}[kind]
"""


def test_numpy_values(worker, python):
    import subprocess
    if subprocess.run([python, "-c", "import numpy"], capture_output=True).returncode:
        pytest.skip("this interpreter has no numpy")
    client = worker(NUMPY, "f")
    for kind in ("int", "float", "scalar", "object", "view", "record"):
        client.put(kind, kind)
    found = {o: r["return"] for o, r in zip(("int", "float", "scalar", "object", "view", "record"),
                                            client.observe("int", "float", "scalar", "object", "view", "record"))}
    assert found["int"] == ["nd", 1, "numpy.ndarray", "<i4", [2, 2], "AQAAAAIAAAADAAAABAAAAA=="]
    assert found["scalar"] == ["np", "numpy.float64", "<f8", "AAAAAAAA+D8="]
    assert found["object"] == ["nd", 1, "numpy.ndarray", "|O", [2], [["i", "1"], ["s", "a"]]]
    assert found["view"][4] == [2]
    assert found["record"][3] == "[('a', '<i4')]"
