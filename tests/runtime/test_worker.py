# SPDX-License-Identifier: Apache-2.0
"""The worker's operations, driven over the real protocol."""
import json
import pickle
import struct

import pytest

from conftest import Client


def test_loads_puts_observes(worker):
    client = worker("def f(a, /, b: 'int'=2, *c, d: int, **e):\n    return a + b\n", "f")
    assert client.loaded["kind"] == "function"
    assert client.loaded["import_ns"] > 0
    assert client.loaded["signature"] == [
        {"name": "a", "kind": "positional_only", "has_default": False, "annotation": None},
        {"name": "b", "kind": "positional_or_keyword", "has_default": True, "annotation": "int"},
        {"name": "c", "kind": "var_positional", "has_default": False, "annotation": None},
        {"name": "d", "kind": "keyword_only", "has_default": False, "annotation": "int"},
        {"name": "e", "kind": "var_keyword", "has_default": False, "annotation": None}]
    client.put("c1", 1, d=0)
    client.put("c2", "x", b="y", d=0)
    assert [o["return"] for o in client.observe("c1", "c2")] == [["i", "3"], ["s", "xy"]]


def test_runs_prepared_calls(worker):
    client = worker("def f(rows):\n    rows.append(1)\n    if len(rows) > 3: raise ValueError\n", "f")
    client.put("a", [])
    client.put("b", [1, 2, 3])
    assert client.ask("prepare", inputs=["a", "b"], repeats=10)[0]["calls"] == 20
    found = client.ask("run")[0]
    assert (found["ok"], found["calls"], found["raised"]) == (True, 20, 10)
    assert found["wall_ns"] > 0
    again = client.ask("run")[0]
    assert again["error"]["kind"] == "protocol"


def test_run_times_only_the_calls(worker):
    client = worker("import time\ndef f(a, t=0): time.sleep(t)", "f")
    client.put("quick", list(range(100000)))
    client.put("slow", 1, t=0.02)
    client.ask("prepare", inputs=["quick"], repeats=20)
    assert client.ask("run")[0]["cpu_ns"] < 3_000_000
    client.ask("prepare", inputs=["slow"], repeats=5)
    found = client.ask("run")[0]
    assert 100_000_000 <= found["wall_ns"] < 400_000_000
    assert found["cpu_ns"] < 50_000_000


def test_run_survives_what_units_raise(worker):
    client = worker("def f(n):\n if n == 0: raise SystemExit\n if n == 1: raise KeyboardInterrupt\n return f(n)", "f")
    for n in range(3):
        client.put("c%d" % n, n)
    client.ask("prepare", inputs=["c0", "c1", "c2"], repeats=2)
    assert client.ask("run")[0]["raised"] == 6


def test_errors_have_kinds(python, tmp_path):
    client = Client(python)
    assert client.ask("nonsense")[0]["error"]["kind"] == "protocol"
    assert client.ask("observe", inputs=[])[0]["error"]["kind"] == "protocol"
    assert client.ask("load", unit="f")[0]["error"]["kind"] == "protocol"
    (tmp_path / "subject.py").write_text("def f(a): return a\n")
    assert client.load(tmp_path / "subject.py", "f")["ok"]
    assert client.load(tmp_path / "subject.py", "f")["error"]["kind"] == "protocol"
    assert client.put_raw("c", b"nonsense")["error"]["kind"] == "input"
    assert client.put_raw("c", pickle.dumps(5))["error"]["kind"] == "input"
    assert client.put_raw("c", b"cno_such_module\nx\n.")["error"]["kind"] == "input"
    assert client.ask("observe", inputs=["c"], seed=0, timeout_s=1)[0]["error"]["kind"] == "input"
    assert client.ask("observe", inputs="c", seed=0, timeout_s=1)[0]["error"]["kind"] == "protocol"
    assert client.ask("prepare", inputs=[], repeats=0)[0]["error"]["kind"] == "protocol"
    assert client.ask("stats")[0]["peak_rss_bytes"] > 1000000
    client.close()


def test_frames_that_are_none(python):
    for junk in (b"\x05\x00\x00\x00\x00\x00\x00\x00{oops", b"\x02\x00\x00\x00\x00\x00\x00\x00[]", struct.pack("<II", 1 << 31, 0)):
        client = Client(python)
        client.stream.sendall(junk)
        response, _ = client.read()
        assert response == {"id": None, "ok": False, "error": response["error"]}
        assert response["error"]["kind"] == "protocol"
        client.close()
        assert client.process.returncode == 0


def test_exit_and_end_of_stream(worker):
    client = worker("import atexit, threading, time\natexit.register(time.sleep, 30)\n"
                    "threading.Thread(target=time.sleep, args=(30,)).start()\ndef f(): pass", "f")
    assert client.ask("exit")[0]["ok"]
    assert client.process.wait(5) == 0
    other = worker("def f(): pass", "f")
    other.stream.close()
    assert other.process.wait(5) == 0


def test_units_cannot_close_the_stream(worker):
    client = worker("import os\ndef f():\n os.closerange(3, 64)\n os.closerange(0, 3)\n return 1", "f")
    client.put("c")
    client.put("d")
    assert [o["return"] for o in client.observe("c", "d")] == [["i", "1"]] * 2


def answers(client, *inputs, keep, repeats=1, seed=0):
    assert client.ask("prepare", inputs=list(inputs), repeats=repeats, keep=keep)[0]["ok"]
    assert client.ask("run", seed=seed)[0]["ok"]
    head, blob = client.ask("answers")
    texts, at = [], 0
    for size in head["bytes"]:
        texts.append(json.loads(blob[at:at + size]))
        at += size
    assert at == len(blob)
    return texts


def test_answers_of_timed_calls(worker):
    client = worker("def f(rows):\n    rows.append(1)\n    if len(rows) > 3: raise ValueError('long')\n    print(len(rows))\n    return len(rows)\n", "f")
    client.put("a", [])
    client.put("b", [1, 2, 3])
    first, second, printed, *_ = answers(client, "a", "b", repeats=10, keep=[0, 19])
    assert first["return"] == ["i", "1"] and first["args"] == ["t", [["t", [["l", 1, [["i", "1"]]]]], ["d", 2, []]]]
    assert second["exception"]["text"] == "long" and second["return"] is None
    assert printed[0][0] == 20 and printed[1][0] == 0
    assert client.ask("answers")[0]["error"]["kind"] == "protocol"
    assert client.ask("prepare", inputs=["a"], repeats=2, keep=[2])[0]["error"]["kind"] == "protocol"


def test_answers_of_other_kinds(worker):
    client = worker("def f(n):\n    for i in range(n):\n        yield i\n", "f")
    client.put("a", 2)
    client.put("b", 9999)
    first, second, *_ = answers(client, "a", "b", keep=[0, 1])
    assert first["return"] == ["l", 1, [["i", "0"], ["i", "1"]]]
    assert len(second["return"][2]) in (16, 256, 4096) and second["return"][2][-1] == ["i", "9998"]
    other = worker("async def f(n):\n    return n\n", "f")
    other.put("a", 2)
    assert answers(other, "a", keep=[0])[0]["return"] == ["i", "2"]
    items = worker("async def f(n):\n    for i in range(n):\n        yield i\n", "f")
    items.put("a", 5)
    assert answers(items, "a", keep=[0])[0]["return"] == ["t", [["i", "5"], ["i", "4"]]]


def test_answers_tell_settings(worker):
    client = worker("import gc, time\ndef f():\n    gc.disable()\n    time.perf_counter = f\n", "f")
    client.put("a")
    settings = dict(answers(client, "a", keep=[])[1])
    assert settings["collector"] == "False"
    assert settings["replaced functions"] == "time.perf_counter"


def test_timed_calls_are_seeded(worker):
    client = worker("import random\ndef f():\n    return random.random()\n", "f")
    client.put("a")
    one, two, other = (answers(client, "a", keep=[0], seed=seed)[0]["return"] for seed in (1, 1, 2))
    assert one == two != other


def test_the_helper_cannot_be_imported(worker):
    client = worker("import sys\ndef f():\n    return sorted(n for n in sys.modules if n.startswith('velox') and ('timing' in n or 'worker' in n))\n", "f")
    client.put("a")
    assert client.observe("a")[0]["return"] == ["l", 1, []]


def test_answers_tell_what_calls_leave_in_the_module(worker):
    client = worker("import functools\nTABLE = {1: [2]}\nseen = {}\nclass C:\n    n = 0\n@functools.lru_cache(None)\ndef g(n):\n    return n\n"
                    "def f(n, kept=[]):\n    if n:\n        seen[n] = n\n        C.n += 1\n        g(n)\n        kept.append(n)\n    return TABLE\n", "f")
    client.put("a", 0)
    client.put("b", 1)
    assert answers(client, "a", keep=[])[2] == []
    assert answers(client, "b", keep=[])[2] == ["C", "f", "g", "seen"]


@pytest.mark.parametrize("body", [
    "import sys\ndef f(): return sys._getframe(1)", "import inspect\ndef f(): return inspect.currentframe()",
    "import inspect\ndef f(): return inspect.stack(0)", "import gc\ndef f(): return len(gc.get_objects())",
    "import gc\ndef f(): return gc.get_referrers(f)", "def f():\n try: 1 / 0\n except Exception as e: return e.__traceback__.tb_frame",
    "import traceback\ndef f(): return list(traceback.walk_stack(None))", "import sys\ndef f(): return sys._current_frames()",
    "def f():\n exec('import sys; sys._getframe(1)')", "import logging\ndef f(): return logging.currentframe()",
    "def f():\n exec(compile('import sys; sys._getframe(1)', '/other.py', 'exec'))",
    "def f(): return f.__code__.replace(co_filename='/other.py')"])
def test_a_unit_that_reaches_for_its_caller_ends_the_worker(worker, body):
    client = worker(body + "\n", "f")
    client.put("a")
    with pytest.raises(EOFError):
        client.observe("a")
    assert client.process.wait(5) == 86


def test_what_the_standard_library_does_with_frames_is_no_harm(worker):
    client = worker("import collections, dataclasses, enum, inspect, logging, traceback, typing, warnings\n"
                    "def f():\n P = collections.namedtuple('P', 'x')\n E = enum.Enum('E', 'a b')\n T = typing.TypeVar('T')\n"
                    " D = dataclasses.make_dataclass('D', ['x'])\n logging.warning('w')\n warnings.warn('w')\n"
                    " try: 1 / 0\n except Exception: logging.exception('e'); text = traceback.format_exc()\n"
                    " return P(1), 'ZeroDivisionError' in text, D(2).x, eval('1 + 1'), str(inspect.signature(f)), len(traceback.format_stack()) > 1\n", "f")
    client.put("a")
    found = client.observe("a")[0]
    assert found["exception"] is None and found["return"][1][1] == ["b", True]
