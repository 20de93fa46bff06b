# SPDX-License-Identifier: Apache-2.0
import pytest

from distvec import INFINITY, Network, Router


@pytest.fixture
def line():
    net = Network()
    net.connect("a", "b")
    net.connect("b", "c")
    net.connect("c", "d", 2)
    return net


def test_convergence(line):
    assert line.converge() == 4
    assert line.router("a").table["d"] == (4, "b")
    assert line.path("a", "d") == ["a", "b", "c", "d"]
    assert line.path("a", "a") == ["a"]


def test_news_travels_one_hop_a_round(line):
    line.round()
    assert sorted(line.router("a").table) == ["a", "b"]


def test_poisoned_reverse():
    r = Router("x")
    r.table["far"] = (3, "y")
    assert r.advertisement("y", True) == {"far": INFINITY, "x": 0}
    assert r.advertisement("y", False) == {"far": 3, "x": 0}


def test_next_hop_may_raise_the_metric():
    r = Router("x")
    assert r.hear("y", 1, {"far": 2})
    assert r.hear("y", 1, {"far": 9})
    assert r.table["far"] == (10, "y")
    assert not r.hear("z", 1, {"far": 9})
    assert not r.hear("z", 1, {"other": INFINITY})
    assert "other" not in r.table


def test_cut_makes_unreachable(line):
    line.converge()
    line.cut("c", "d")
    line.converge()
    assert line.path("a", "d") is None
    assert line.router("a").table["d"][0] == INFINITY


def test_alternative_route_takes_over(line):
    line.connect("a", "d", 5)
    line.converge()
    line.cut("b", "c")
    line.converge()
    assert line.path("b", "c") == ["b", "a", "d", "c"]


def test_journal_is_bounded(line):
    line.converge()
    line.converge()
    assert len(line.journal) <= 50
    assert line.journal[0].startswith(("a ->", "b ->", "c ->", "d ->"))
