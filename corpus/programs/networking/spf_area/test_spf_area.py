# SPDX-License-Identifier: Apache-2.0
import pytest

from linkstate import Database, Lsa, PathEntry, area_routes, checksum, diameter, flood, spf, transit_load


@pytest.fixture
def square():
    db = Database()
    db.install(Lsa("a", 1, (("b", 1), ("c", 1))))
    db.install(Lsa("b", 1, (("a", 1), ("d", 2))))
    db.install(Lsa("c", 1, (("a", 1), ("d", 2))))
    db.install(Lsa("d", 1, (("b", 2), ("c", 2), ("x", 1))))
    return db


def test_old_news_is_ignored(square):
    assert not square.install(Lsa("a", 1, ()))
    assert square.install(Lsa("a", 2, ()))
    assert square.get("a").links == ()
    assert len(square.lsas) == 4


def test_links_need_both_ends(square):
    assert square.bidirectional("a", "b")
    assert not square.bidirectional("d", "x")
    assert square.edges("d") == [("b", 2), ("c", 2)]


def test_equal_cost_paths(square):
    paths = spf(square, "a")
    assert paths["a"] == PathEntry(0, ())
    assert paths["d"] == PathEntry(3, ("b", "c"))


def test_isolated_root(square):
    square.install(Lsa("a", 2, ()))
    assert spf(square, "a") == {"a": PathEntry(0, ())}


def test_flooding_reaches_everyone_once():
    adjacency = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    databases = {name: Database() for name in adjacency}
    lsa = Lsa("a", 7, ())
    assert flood(databases, adjacency, lsa) == 4
    assert all(db.get("a") == lsa for db in databases.values())
    assert flood(databases, adjacency, lsa) == 0


def test_summaries(square):
    routes = area_routes(square)
    assert len(routes) == 12
    assert diameter(routes) == 3
    assert diameter({}) == 0
    assert transit_load(routes) == [("a", 4), ("b", 4), ("c", 4), ("d", 2)]


def test_checksum_ignores_order(square):
    other = Database()
    for lsa in reversed(square.lsas):
        other.install(lsa)
    assert checksum(other) == checksum(square)
    other.install(Lsa("a", 9, ()))
    assert checksum(other) != checksum(square)
