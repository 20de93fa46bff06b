# SPDX-License-Identifier: Apache-2.0
from session_builder import (Click, Session, concurrent_peak, first_bounce, funnel, funnel_depth, sessionize,
                             transition_counts, without_reloads)


def make(visitor, *clicks):
    s = Session(visitor)
    s.clicks = [Click(visitor, t, p) for t, p in clicks]
    return s


def test_idle_splits():
    clicks = [Click("a", 0, "x"), Click("a", 100, "y"), Click("a", 201, "z"), Click("b", 50, "x")]
    got = sessionize(clicks, idle=100)
    assert [(s.visitor, s.pages) for s in got] == [("a", ["x", "y"]), ("b", ["x"]), ("a", ["z"])]
    assert got[0].duration == 100 and len(clicks) == 4


def test_unsorted_input_ties_keep_order():
    got = sessionize([Click("a", 9, "late"), Click("a", 1, "p"), Click("a", 1, "q")])
    assert got[0].pages == ["p", "q", "late"]
    assert sessionize([]) == []


def test_without_reloads_returns_copy():
    s = make("a", (0, "x"), (1, "x"), (2, "y"), (3, "x"))
    r = without_reloads(s)
    assert r.pages == ["x", "y", "x"] and len(s.clicks) == 4
    assert [c.second for c in r.clicks] == [0, 2, 3]


def test_funnel():
    a = make("a", (0, "s"), (1, "c"), (2, "i"), (3, "c"))
    b = make("b", (0, "i"), (1, "s"))
    assert funnel_depth(a, ["s", "i", "c"]) == 3
    assert funnel([a, b], ["s", "i", "c"]) == [2, 1, 1]
    assert funnel([a], []) == []


def test_transition_counts():
    a = make("a", (0, "x"), (1, "y"), (2, "x"), (3, "y"))
    assert transition_counts([a]) == [(("x", "y"), 2), (("y", "x"), 1)]


def test_peak():
    assert concurrent_peak([make("a", (0, "x"), (10, "x")), make("b", (10, "x")), make("c", (11, "x"))]) == 2
    assert concurrent_peak([]) == 0


def test_first_bounce():
    one = make("b", (10, "x"))
    assert first_bounce([make("a", (0, "x"), (1, "x")), one, make("c", (11, "x"))]) is one
    assert first_bounce([]) is None
