# SPDX-License-Identifier: Apache-2.0
from domtree import (depth, dominators, frontiers, immediate, natural_loops, phi_blocks, preds,
                     reverse_postorder, tree_text)

DIAMOND = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
LOOP = {1: [2], 2: [3, 5], 3: [4], 4: [2], 5: [], 9: [5]}


def test_reverse_postorder_starts_at_the_entry():
    assert reverse_postorder(DIAMOND) == ["a", "c", "b", "d"]
    assert 9 not in reverse_postorder(LOOP)


def test_predecessors_include_unreachable_ones():
    assert preds(LOOP, 5) == [2, 9]


def test_dominators_of_a_diamond():
    dom = dominators(DIAMOND)
    assert dom["d"] == {"a", "d"}
    assert immediate(dom) == {"a": None, "b": "a", "c": "a", "d": "a"}


def test_frontiers():
    front = frontiers(DIAMOND, immediate(dominators(DIAMOND)))
    assert front == {"a": [], "b": ["d"], "c": ["d"], "d": []}
    loop_front = frontiers(LOOP, immediate(dominators(LOOP)))
    assert loop_front[4] == [2]
    assert loop_front[2] == [2]
    assert phi_blocks(loop_front, [3]) == [2]


def test_natural_loop():
    assert natural_loops(LOOP, dominators(LOOP)) == [(2, [2, 3, 4])]
    assert natural_loops(DIAMOND, dominators(DIAMOND)) == []


def test_self_loop():
    graph = {0: [1], 1: [1, 2], 2: []}
    assert natural_loops(graph, dominators(graph)) == [(1, [1])]


def test_tree():
    idom = immediate(dominators(LOOP))
    assert depth(idom, 4) == 3
    assert tree_text(idom) == "1\n  2\n    3\n      4\n    5\n"
