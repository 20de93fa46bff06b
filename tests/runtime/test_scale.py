# SPDX-License-Identifier: Apache-2.0
"""Captured calls made larger and smaller: what must stay as it was."""
import pickle
import sys
import types

import pytest

SIGNATURE = "def f(a=None, b=None, k=None): return a, b, k\n"


def targets(client, *names):
    response, _ = client.ask("scale", inputs=list(names or ("c",)))
    assert response["ok"], response
    return {t["name"]: t["size"] for t in response["targets"]}


def scaled(client, target, sizes, fresh=True, max_bytes=10 ** 6, seed=1):
    response, blob = client.ask("scale", inputs=["c"], target=target, sizes=sizes, fresh=fresh, max_bytes=max_bytes, seed=seed)
    assert response["ok"], response
    made, at = [], 0
    for entry in response["made"]:
        args, kwargs = pickle.loads(blob[at:at + entry["bytes"]])
        made.append((entry["size"], args, kwargs))
        at += entry["bytes"]
    assert at == len(blob)
    return made


def one(client, target, size, **more):
    (reached, args, _), = scaled(client, target, [size], **more)
    assert reached == size
    return args


@pytest.fixture
def client(worker):
    return worker(SIGNATURE, "f")


def test_targets_are_single_arguments_and_all_together(client):
    client.put("c", [1, 2, 3], {"x": 1}, 40)
    assert targets(client) == {"a": 3, "b": 1, "k": 40, "a, b": 3, "a, b, k": 3}
    client.put("d", True, None, (1.5, "x"))
    assert targets(client, "d") == {}


def test_distinct_stays_distinct_and_sorted_stays_sorted(client):
    client.put("c", [1, 4, 9, 16])
    rows = one(client, "a", 40)[0]
    assert rows == sorted(rows) and len(set(rows)) == 40 and rows[:4] == [1, 4, 9, 16]
    client.put("c", [16, 9, 4, 1])
    rows = one(client, "a", 40)[0]
    assert rows == sorted(rows, reverse=True) and len(set(rows)) == 40


def test_unsorted_is_not_made_of_runs(client):
    client.put("c", [5, 2, 8, 1, 9, 3, 7, 4])
    rows = one(client, "a", 800)[0]
    falls = sum(x > y for x, y in zip(rows, rows[1:]))
    assert len(set(rows)) == 800 and 300 < falls < 500


def test_duplicates_stay_duplicates(client):
    client.put("c", [7, 7, 7, 7, 7, 7, 7, 7, 7, 3])
    assert set(one(client, "a", 200)[0]) <= {7, 3} | set(range(3, 200))
    client.put("c", ["ok", "bad"] * 20)
    assert set(one(client, "a", 400)[0]) == {"ok", "bad"}


def test_permutations_of_a_range_stay_so(client):
    client.put("c", [2, 0, 3, 1])
    assert sorted(one(client, "a", 100)[0]) == list(range(100))


def test_overlap_of_two_lists_stays(client):
    client.put("c", list(range(0, 20)), list(range(10, 30)))
    a, b, = one(client, "a, b", 200)
    assert len(set(a) & set(b)) == 100


def test_texts_keep_their_look(client):
    client.put("c", ["user1", "user2", "AB", "cd"])
    rows = one(client, "a", 60)[0]
    assert len(set(rows)) == 60
    assert all(row[:4] == "user" and row[4:].isdigit() or row.isupper() or row.islower() for row in rows)
    client.put("c", ["12", "7", "350"])
    assert all(row.isdigit() for row in one(client, "a", 30)[0])


def test_records_get_new_keys_and_old_categories(client):
    client.put("c", [{"id": i, "kind": "xy"[i % 2], "tags": ["t"]} for i in range(20)], [(i, i + 3, "z") for i in range(20)])
    rows, spans = one(client, "a, b", 100)
    assert len({row["id"] for row in rows}) == 100 and {row["kind"] for row in rows} == {"x", "y"}
    assert all(end == start + 3 and name == "z" for start, end, name in spans)
    rows[0]["tags"].append("u")
    assert sum(len(row["tags"]) == 2 for row in rows) == 1


def test_graphs_stay_closed(client):
    client.put("c", {"a": ["b", "c"], "b": ["c"], "c": []}, [[1, 2], [2, 0], [0]])
    graph, = one(client, "a", 30)[:1]
    assert all(node in graph for inner in graph.values() for node in inner)
    by_position = one(client, "b", 30)[1]
    assert all(0 <= j < 30 and j // 3 == i // 3 for i, inner in enumerate(by_position) for j in inner)


def test_matrices_grow_on_both_sides(client):
    client.put("c", [[1, 2, 3]] * 2, [[1, 2]] * 3)
    a, b = one(client, "sides of a, b", 30)[:2]
    assert len(a[0]) == len(b) and len(b[0]) == len(a) and {len(row) for row in a} == {len(a[0])}


def test_inner_containers_grow(client):
    client.put("c", [[1, 2], [3, 4, 5]])
    assert [len(row) for row in one(client, "a[]", 30)[0]] == [20, 30]


def test_fields_of_objects_grow(worker, monkeypatch):
    source = "class Box:\n    pass\ndef f(box): return len(box.items)\n"
    client = worker(source, "f")
    module = types.ModuleType("subject")
    exec(source, module.__dict__)
    monkeypatch.setitem(sys.modules, "subject", module)
    box = module.Box()
    box.items, box.name, box.inner = [1, 2, 3], 1.5, module.Box()
    box.inner.table = {"x": 1}
    client.put("c", box)
    assert targets(client) == {"box.items": 3, "box.inner.table": 1, "box.items, box.inner.table": 3}
    grown = one(client, "box.items, box.inner.table", 30)[0]
    assert len(grown.items) == 30 and len(grown.inner.table) == 10 and grown.name == 1.5


def test_numbers_texts_sets_and_bytes(client):
    client.put("c", "one two three", {1, 2, 3}, 12)
    assert one(client, "k", 600)[2] == 600
    text = one(client, "a", 600)[0]
    assert len(text) == 600 and set(text.split()) - {"one", "two", "three"} <= {text.split()[-1]}
    assert len(one(client, "b", 50)[1]) == 50
    client.put("c", b"abc")
    assert one(client, "a", 7)[0] == b"abcabca"


def test_smaller_ones_are_samples_in_order(client):
    client.put("c", list(range(100)), {i: i for i in range(100)})
    assert one(client, "a", 5)[0] == [0, 20, 40, 60, 80]
    assert list(one(client, "b", 4)[1]) == [0, 25, 50, 75]


def test_equal_seeds_give_equal_inputs(client):
    client.put("c", [5, 2, 8, 1], {"b", "a"})
    assert scaled(client, "a, b", [20, 40]) == scaled(client, "a, b", [20, 40])


def test_without_fresh_values_elements_only_repeat(client):
    client.put("c", [5, 2, 8, 1], {1: 2})
    assert set(one(client, "a", 50, fresh=False)[0]) == {5, 2, 8, 1}
    assert scaled(client, "b", [50], fresh=False) == []


def test_what_is_too_large_or_unknown_is_left_out(client):
    client.put("c", [1, 2, 3])
    assert [size for size, _, _ in scaled(client, "a", [10, 10 ** 6], max_bytes=1000)] == [10]
    assert scaled(client, "b", [10]) == []
    assert not client.ask("scale", inputs=["c"], target=3, sizes=[1])[0]["ok"]


def test_large_values_do_not_break_it(client):
    client.put("c", [1e308, float("nan"), float("inf"), -1e308], [10 ** 30, 2, 10 ** 40])
    assert len(one(client, "a", 40)[0]) == 40
    assert len(one(client, "b", 40)[1]) == 40


def test_one_call_again_only_where_arguments_are_left_alone(worker):
    client = worker("def f(xs):\n    return len(xs)\n", "f")
    client.put("c", [1, 2, 3])
    assert client.ask("prepare_again", input="c", repeats=50)[0]["calls"] == 50
    response = client.ask("run")[0]
    assert response["calls"] == 50 and response["raised"] == 0
    changing = worker("def f(xs):\n    xs.append(1)\n", "f", name="changing")
    changing.put("c", [1, 2, 3])
    assert changing.ask("prepare_again", input="c", repeats=50)[0]["calls"] == 0
    assert not changing.ask("run")[0]["ok"]
