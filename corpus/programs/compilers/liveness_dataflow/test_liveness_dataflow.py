# SPDX-License-Identifier: Apache-2.0
import pytest

from flowgraph import Block, FlowGraph
from liveness import colour, dead_writes, interference, live_sets, minus, union, upward_exposed


@pytest.fixture
def loop():
    graph = FlowGraph()
    graph.add("entry", [("i", []), ("s", [])], ["head"])
    graph.add("head", [("t", ["i", "n"])], ["body", "exit"])
    graph.add("body", [("s", ["s", "i"]), ("i", ["i"])], ["head"])
    graph.add("exit", [(None, ["s"])])
    return graph


def test_list_sets():
    assert union([1, 2], [2, 3]) == [1, 2, 3]
    assert minus([1, 2, 1], [2]) == [1, 1]


def test_upward_exposed():
    block = Block("b", [("a", ["a", "b"]), ("c", ["a", "d", "d"])], [])
    assert upward_exposed(block) == ["a", "b", "d"]


def test_loop_liveness(loop):
    sets = live_sets(loop)
    assert sets["entry"] == (["n"], ["i", "n", "s"])
    assert sets["head"][0] == ["i", "n", "s"]
    assert sets["exit"] == (["s"], [])


def test_interference_and_colours(loop):
    edges = interference(loop)
    assert ("i", "s") in edges
    assert all(a < b for a, b in edges)
    colours = colour(loop, edges)
    assert all(colours[a] != colours[b] for a, b in edges)


def test_dead_writes(loop):
    assert dead_writes(loop) == [("head", 0)]
    graph = FlowGraph()
    graph.add("b", [("x", []), ("x", []), (None, ["x"])])
    assert dead_writes(graph) == [("b", 0)]


def test_graph_lookups(loop):
    assert [b.label for b in loop.predecessors(loop.block("head"))] == ["entry", "body"]
    with pytest.raises(ValueError):
        loop.add("head", [])
    with pytest.raises(IndexError):
        loop.block("missing")
    assert loop.names() == ["i", "s", "n", "t"]
