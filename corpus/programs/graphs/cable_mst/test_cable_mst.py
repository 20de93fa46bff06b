# SPDX-License-Identifier: Apache-2.0
from cablelaying import Cable, Farm, cable_cost, dearest_on_way, extend, hops, leaves, network, total, way

ROW = [Farm("a", 0, 0, 0), Farm("b", 10, 0, 0), Farm("c", 20, 0, 0), Farm("d", 40, 0, 0)]


def test_cost_counts_climbing():
    assert cable_cost(Farm("p", 0, 0, 0), Farm("q", 3, 4, 0)) == 1600
    assert cable_cost(Farm("p", 0, 0, 1), Farm("q", 3, 4, 3)) == 1600 + 5120


def test_network_is_a_chain():
    assert network(ROW) == [Cable("a", "b", 3200), Cable("b", "c", 3200), Cable("c", "d", 6400)]
    assert network(ROW[:1]) == []


def test_ties_go_to_the_earlier_farm():
    square = [Farm("a", 0, 0, 0), Farm("b", 0, 1, 0), Farm("c", 1, 1, 0), Farm("d", 1, 0, 0)]
    assert [(c.a, c.b) for c in network(square)] == [("a", "b"), ("a", "d"), ("b", "c")]


def test_extend_agrees_with_network_and_uses_laid_cables():
    assert total(extend(ROW, [])) == total(network(ROW))
    assert extend(ROW, [Cable("a", "d", 0)]) == [Cable("a", "b", 3200), Cable("b", "c", 3200)]


def test_way_and_hops():
    tree = network(ROW)
    assert [c.b for c in way(tree, "b", "d")] == ["c", "d"]
    assert way(tree, "a", "a") == []
    assert way(tree[:1], "a", "d") is None
    assert hops(tree, ["a", "b", "c", "d"]) == 10


def test_dearest_and_leaves():
    assert dearest_on_way(network(ROW), "a", "d").cost == 6400
    assert leaves(network(ROW)) == ["a", "d"]
