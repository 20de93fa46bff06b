# SPDX-License-Identifier: Apache-2.0
"""Inputs made of what code names and what was seen, and the choice among them by what they reach."""
import io
import math
import os
import pickle
import random
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "runtime"))
from velox_runtime import dictionary, mutate, texts  # noqa: E402


def blind(*calls, count=1500, seed=3):
    """Arguments of inputs made from these calls, without running anything."""
    captured = [("c%d" % n, pickle.dumps((args, {}), 4)) for n, args in enumerate(calls)]
    return [pickle.loads(data)[0] for _, _, data in mutate.made_from(captured, count, seed, 1 << 20)]


def chosen(client, *names, count=200, seed=1, blob=b""):
    response, data = client.ask("mutate", blob, inputs=list(names), count=count, seed=seed, max_bytes=1 << 20, chosen=True)
    assert response["ok"], response
    found, at = [], 0
    for entry in response["made"]:
        found.append(pickle.loads(data[at:at + entry["bytes"]])[0])
        at += entry["bytes"]
    return response["made"], found


CODE = '''
import re
LIMIT = 31337
WORD = re.compile("[A-F]{2}:\\\\d+")
def helper(x): return x == "inner"
class Box:
    def weigh(self, n): return n > 0.125
def f(n, s):
    """documentation"""
    if s == "magic: value": raise ValueError("this is a message")
    return n > LIMIT or WORD.match(s) or helper(s) or Box().weigh(n)
'''


def test_the_dictionary_has_what_the_code_names():
    space = {"__name__": "m"}
    exec(compile(CODE, "m.py", "exec"), space)
    space["Box"].__module__ = "m"
    found = dictionary.of_function(space["f"])
    assert {31337, 31338, 31336, -31337} <= set(found.of[int])
    assert {"magic: value", "inner"} <= set(found.of[str]) and 0.125 in found.of[float]
    assert any(len(each) > 3 and each[0] in "ABCDEF" and each[2] == ":" for each in found.of[str])
    assert not any("documentation" in each for each in found.of[str]) and "message" not in found.of[str]


def test_what_another_source_names_alone():
    found = dictionary.of_sources("def f(n): return n > 40 and 'x'", "def f(n): return n > 4 and 'x'", "m.py")
    assert 40 in found.of[int] and 4 not in found.of[int] and not found.of[str]


def test_samples_match():
    import re

    for pattern in (r"\d+-\d+", "(ab|c)+x?", "[^a-c]z", r"\w\s\W", "a{2,3}"):
        found = dictionary.samples(pattern, 6)
        assert found and all(re.match(pattern, each) for each in found), pattern
    assert dictionary.samples("(", 3) == []


def test_texts_change_inside():
    seen, rng = texts.Seen(["a=1;b=22", "c=3"], ["key"], ["="]), random.Random(1)
    found = {texts.changed("a=1;b=22", rng, seen)[1] for _ in range(4000)}
    for expected in ("a=-1;b=22", "a=1;b=0", "a=1", "b=22;a=1", "a=1;;b=22", "a=01;b=22", "a=1;b=22;", "a=1;b=22\r\n"):
        assert expected in found, expected
    assert any("key" in each for each in found) and any("'" in each for each in found)


def test_one_nan_at_two_places():
    rows = [args[0] for args in blind(([1.5, 2.5, 3.5],))]
    nans = [[x for x in row if isinstance(x, float) and math.isnan(x)] for row in rows]
    assert any(len(each) > 1 and each[0] is each[1] for each in nans)
    assert any(len(each) > 1 and each[0] is not each[1] for each in nans)


def test_iterators_and_files_get_other_contents():
    captured = [("c", pickle.dumps(((iter(["a: 1", "b: 2"]), io.StringIO("x\ny\n")), {}), 4))]
    made = [pickle.loads(data)[0] for _, _, data in mutate.made_from(captured, 300, 1, 100000)]
    assert all(type(lines).__name__ == "list_iterator" and type(file) is io.StringIO for lines, file in made)
    contents = [list(lines) for lines, _ in made]
    assert [] in contents and any(len(each) > 4 for each in contents)
    assert len({file.getvalue() for _, file in made}) > 20


def test_keys_of_one_call_beside_those_of_another():
    made = [args[0] for args in blind(({"mail": "a", "n": 1},), ({"email": "b", "n": 2},))]
    assert any({"mail", "email"} <= set(each) for each in made)


def test_ties_and_almost_equal_arguments():
    made = blind(([("jo", 3), ("al", 2)], [("x", 9)]))
    assert any(len({score for _, score in rows}) < len(rows) == len({name for name, _ in rows}) for rows, _ in made)
    assert any(a == b for a, b in made) and any(len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b)) == 1 for a, b in made)


def depth_of(value):
    depth = 0
    while isinstance(value, list):
        value, depth = next((each for each in value if isinstance(each, list)), None), depth + 1
    return depth


def test_trees_are_nested_deeply_and_mix_their_types():
    made = [args[0] for args in blind(([1, ["x", True]],))]
    assert any(depth_of(each) > 1000 for each in made)
    assert any(each and type(each[0]) is bool for each in made)


def test_what_is_no_tree_keeps_its_types():
    for rows, number in blind(([[1.5, 2.5], [3.5, 4.5]], 3)):
        assert type(number) is int and all(type(row) is list and all(type(x) is float for x in row) for row in rows)


def test_texts_of_equal_sum():
    made = [args[0] for args in blind((["listen", "stone"],), count=3000)]
    assert any(len(words) > len(set(map(sum, (map(ord, word) for word in words)))) and len({"".join(sorted(word)) for word in words}) == len(words)
               for words in made)


DEEP = '''
def f(s):
    if s[:1] == "<":
        if s[1:2] == "!":
            if s[2:3] == "-":
                if s[3:4] == "-":
                    return "comment"
                return "dash"
            return "declaration"
        return "tag"
    return "text"
'''


def test_what_reaches_new_lines_is_changed_further(worker):
    client = worker(DEEP, "f")
    client.put("c", "hello")
    made, found = chosen(client, "c", count=400)
    assert {o["return"][1] for o in client.observe(*[each["input"] for each in made])} >= {"dash", "declaration", "tag", "text"}


def test_what_is_refused_by_its_type_slow_or_deadly_is_left_out(worker):
    client = worker('''
import os
def f(n, rows):
    if n < 0: os._exit(3)
    if n > 10 ** 6: sum(range(10 ** 12))
    if n == 0: raise ValueError("none")
    return sorted(rows)
''', "f")
    client.put("c", 5, [1, None])
    client.put("d", 7, [2, 3])
    client.put("e", 7, [None])
    response, _ = chosen(client, "d", "e", count=150)
    assert len(response) > 20
    observations = client.observe(*[each["input"] for each in response])
    kinds = {(o["exception"] or {}).get("type") for o in observations}
    assert kinds == {None, "ValueError"}


def test_a_type_error_that_the_code_raises_is_an_answer(worker):
    client = worker("def f(rows):\n if len(rows) > 4: raise TypeError('too many')\n return rows\n", "f")
    client.put("c", [1, 2])
    response, found = chosen(client, "c")
    assert any(len(args[0]) > 4 for args in found)


def test_inputs_against_another_source(worker):
    source = "def f(n, s): return n, s\n"
    client = worker(source, "f")
    client.put("c", 5, "ab")
    response, found = chosen(client, "c", blob=source.replace("n, s\n", "n if n != 777 else 0, s.replace('--', '')\n").encode())
    assert {776, 777, 778} <= {args[0] for args in found} and any("--" in args[1] for args in found)
    assert chosen(client, "c", blob=source.replace("return", "return ").encode())[0] == []


def test_choice_leaves_the_process_as_it_was(worker):
    client = worker("seen = []\ndef f(n):\n seen.append(n)\n return len(seen)\n", "f")
    client.put("c", 5)
    assert chosen(client, "c")[0]
    assert client.observe("c")[0]["return"] == ["i", "1"]
