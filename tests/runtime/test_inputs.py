# SPDX-License-Identifier: Apache-2.0
"""Made inputs: mutations of captured ones, and inputs from annotations."""
import pickle

PLAIN = "def f(*a, **k): return a, k\n"


def mutated(client, inputs, count=300, seed=1, max_bytes=100000):
    response, blob = client.ask("mutate", inputs=inputs, count=count, seed=seed, max_bytes=max_bytes)
    assert response["ok"], response
    made, offset = [], 0
    for entry in response["made"]:
        made.append((entry, blob[offset:offset + entry["bytes"]]))
        offset += entry["bytes"]
    assert offset == len(blob)
    return made


def calls(made):
    return [pickle.loads(data) for _, data in made]


def test_lists(worker):
    client = worker(PLAIN, "f")
    client.put("c", [3, 1, 2], "word")
    made = mutated(client, ["c"])
    rows = [args[0] for args, _ in calls(made)]
    assert len(made) == 300
    for expected in ([], [3], [1, 2], [3, 1], [2, 1, 3], [3, 1, 2, 3, 1, 2], [1, 2, 3]):
        assert expected in rows, expected
    assert any([n] * 3 in rows for n in (1, 2, 3))
    words = [args[1] for args, _ in calls(made)]
    for expected in ("", "drow", "wordword", "WORD", "ord", "wor"):
        assert expected in words, expected
    assert any(not word.isascii() for word in words)
    numbers = {n for row in rows for n in row}
    assert {0, -1, 1, 256} <= numbers and max(numbers) >= 2 ** 31


def test_types_are_kept(worker):
    client = worker(PLAIN, "f")
    client.put("c", [1], (1, "a"), {"k": 2.0}, {1, 2}, b"ab", 1.5, True, frozenset("a"), None, k=bytearray(b"x"))
    before = pickle.loads(pickle.dumps(([1], (1, "a"), {"k": 2.0}, {1, 2}, b"ab", 1.5, True, frozenset("a"), None)))
    for args, kwargs in calls(mutated(client, ["c"], 500)):
        assert [type(a) for a in args] == [type(b) for b in before]
        assert type(args[1][0]) is int and type(args[1][1]) is str and len(args[1]) == 2
        assert type(kwargs["k"]) is bytearray


def test_floats_reach_their_edges(worker):
    client = worker(PLAIN, "f")
    client.put("c", 2.5)
    found = {repr(args[0]) for args, _ in calls(mutated(client, ["c"], 40))}
    assert {"-0.0", "0.0", "inf", "nan", "5e-324"} <= found


def test_all_are_different_bounded_and_named(worker):
    client = worker(PLAIN, "f")
    client.put("c", list(range(50)), {"a": [1, 2]})
    client.put("d", [], {})
    made = mutated(client, ["c", "d"], 200, max_bytes=300)
    assert len({data for _, data in made}) == len(made)
    assert all(len(data) <= 300 for _, data in made)
    assert {entry["from"] for entry, _ in made} == {"c", "d"}
    assert all(entry["how"].startswith("argument") for entry, _ in made)
    assert client.observe(made[0][0]["input"])[0]["exception"] is None


def test_same_seed_same_inputs_in_all_processes(worker):
    found = []
    for hash_seed, seed in ((1, 5), (2, 5), (1, 6)):
        client = worker(PLAIN, "f", hash_seed=hash_seed)
        client.put_raw("c", pickle.dumps((({"a", "b", "c", "dd"}, frozenset("xyz"), {"k": {"s", "t"}}), {}), 4))
        found.append([entry["how"] for entry, _ in mutated(client, ["c"], 60, seed)])
    assert found[0] == found[1] != found[2]


def test_none_only_where_it_was_seen(worker):
    client = worker(PLAIN, "f")
    client.put("c", [1], [2])
    client.put("d", [3], None)
    args = [args for args, _ in calls(mutated(client, ["c", "d"], 300))]
    assert all(a[0] is not None for a in args)
    assert any(a[1] is None for a in args)
    assert any(a[1] is not None and a[1] != [2] for a in args)


def test_two_arguments_become_one_object(worker):
    client = worker(PLAIN, "f")
    client.put("c", [1, 2], [3, 4], "x")
    assert any(args[0] is args[1] for args, _ in calls(mutated(client, ["c"], 100)))


def test_objects_of_the_project(worker):
    client = worker("""
import dataclasses, enum, collections
class Color(enum.Enum):
    RED = 1
    BLUE = 2
@dataclasses.dataclass
class Row:
    name: str
    cells: list
    color: Color
Pair = collections.namedtuple("Pair", "a b")
class Slots:
    __slots__ = ("x",)
def f(row, pair, slots): return row, pair, slots
def make():
    s = Slots(); s.x = 5
    return ((Row("n", [1, 2], Color.RED), Pair(1, "b"), s), {})
""", "f")
    made_by_worker = worker("import pickle, subject\ndef f(): return pickle.dumps(subject.make(), 4)\n", "f", name="maker")
    made_by_worker.put("c")
    import base64
    client.put_raw("c", base64.b64decode(made_by_worker.observe("c")[0]["return"][1]))
    response, _ = client.ask("mutate", inputs=["c"], count=300, seed=3, max_bytes=10000)
    hows = " ".join(entry["how"] for entry in response["made"])
    for place in ("argument 0.name", "argument 0.cells", "argument 0.cells[0]", "argument 0.color: another member",
                  "argument 1[0]", "argument 2.x"):
        assert place in hows, place
    for observation in client.observe(*[entry["input"] for entry in response["made"]][:50]):
        row, pair, slots = observation["return"][1]
        assert (row[2], pair[2], slots[2]) == ("subject.Row", "subject.Pair", "subject.Slots")


def test_singletons_are_never_changed(worker):
    client = worker("""
import enum
class Color(enum.Enum):
    RED = 1
class Only:
    me = None
    def __new__(cls):
        if cls.me is None: cls.me = object.__new__(cls)
        return cls.me
class Named:
    def __init__(self): self.rows = [1]
    def __reduce__(self): return "named"
named = Named()
only = Only()
only.rows = [1]
def f(*a): return Color.RED.value, Color.RED.name, only.rows, named.rows
""", "f")
    client.put_raw("c", b"\x80\x04(csubject\nColor\nK\x01\x85Rcsubject\nonly\ncsubject\nnamed\n]K\x05at}\x86.")
    before = client.observe("c")[0]["return"]
    made = client.ask("mutate", inputs=["c"], count=100, seed=3, max_bytes=10000)[0]["made"]
    assert made
    assert client.observe("c")[0]["return"] == before


def generated(worker, source, unit="f", count=100, seed=0):
    client = worker(source, unit)
    response, blob = client.ask("generate", count=count, seed=seed)
    assert response["ok"], response
    return client, response["made"], blob


def test_generates_from_annotations(worker):
    client, made, _ = generated(worker, """
from typing import Dict, List, Optional, Tuple, Union
def f(a: List[int], b: Dict[str, float], c: Optional[str] = None, *, d: Tuple[int, ...] = (), e: bool = False) -> int:
    assert type(a) is list and all(type(x) is int for x in a)
    assert type(b) is dict and all(type(k) is str and type(v) is float for k, v in b.items())
    assert c is None or type(c) is str
    assert type(d) is tuple and type(e) is bool
    return len(a)
""")
    assert len(made) == 100
    observations = client.observe(*[entry["input"] for entry in made])
    assert not [o["exception"] for o in observations if o["exception"]]
    assert len({o["return"][1] for o in observations}) >= 5


def test_generates_objects(worker):
    client, made, _ = generated(worker, """
import dataclasses, enum
class Color(enum.Enum):
    RED = 1
    BLUE = 2
@dataclasses.dataclass
class Item:
    name: str
    price: float
    color: Color
class Shop:
    def __init__(self, items: "list[Item]", factor: int = 2): self.items = items; self.factor = factor
    def total(self, discount: float) -> float:
        return sum(i.price for i in self.items) - discount
""", "Shop.total")
    assert len(made) == 100
    assert not [o["exception"] for o in client.observe(*[entry["input"] for entry in made]) if o["exception"]]


def test_generates_from_defaults(worker):
    _, made, _ = generated(worker, "def f(n=3, name='x'): return name * n\n")
    assert len(made) > 50


def test_generates_nothing_where_nothing_can_be_told(worker):
    for source in ("def f(a): return a\n", "def f(a: 'Unknown'): return a\n", "def f(a: list): return a\n"):
        _, made, blob = generated(worker, source)
        assert (made, blob) == ([], b"")


def test_generates_the_same_with_one_seed(worker):
    source = "def f(a: 'list[int]', b: str): return a\n"
    first, second, other = [generated(worker, source, seed=s)[2] for s in (1, 1, 2)]
    assert first == second != other
