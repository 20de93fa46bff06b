# SPDX-License-Identifier: Apache-2.0
"""The worker's operations, driven over the real protocol."""
import pickle
import struct


def test_loads_puts_observes(worker):
    client = worker("def f(a, b=2):\n    return a + b\n", "f")
    assert client.loaded["kind"] == "function"
    assert client.loaded["signature"][1] == {"name": "b", "kind": "positional_or_keyword", "has_default": True, "annotation": None}
    client.put("c1", 1)
    client.put("c2", "x", b="y")
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
