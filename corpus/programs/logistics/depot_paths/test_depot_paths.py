# SPDX-License-Identifier: Apache-2.0
import pytest

from roadgraph import RoadGraph, centre, coverage, nearest_depot


@pytest.fixture
def graph():
    g = RoadGraph()
    g.add_road("a", "b", 4)
    g.add_road("b", "c", 4, 7)
    g.add_road("a", "c", 10)
    g.add_road("c", "d", 1)
    g.add_road("x", "y", 2)
    return g


def test_shortest_path(graph):
    assert graph.path("a", "d") == (["a", "b", "c", "d"], 9)
    assert graph.path("a", "a") == (["a"], 0)
    assert graph.path("a", "x") is None
    with pytest.raises(KeyError):
        graph.path("q", "a")


def test_heavy_truck_goes_round(graph):
    assert graph.path("a", "d", 12) == (["a", "c", "d"], 11)
    assert graph.path("a", "d", 41) is None


def test_bad_road(graph):
    with pytest.raises(ValueError):
        graph.add_road("a", "z", 0)
    assert "z" not in graph.places


def test_nearest_depot(graph):
    assert nearest_depot(graph, ["a", "d", "y"], ["b", "c", "x"]) == {"b": ("a", 4), "c": ("d", 1), "x": ("y", 2)}
    graph.add_road("a", "m", 3)
    graph.add_road("d", "m", 3)
    assert nearest_depot(graph, ["d", "a"], ["m", "x"]) == {"m": ("d", 3), "x": None}


def test_coverage(graph):
    assert coverage(graph, ["a", "x"], 4) == ["a", "b", "x", "y"]
    assert coverage(graph, [], 4) == []


def test_centre(graph):
    assert centre(graph) is None
    graph.add_road("d", "x", 1)
    assert centre(graph) == ("b", 8)
