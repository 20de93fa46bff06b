# SPDX-License-Identifier: Apache-2.0
import pytest

from waterworks import Pipe, Waterworks

CLASSIC = [Pipe("s", "a", 10), Pipe("s", "b", 10), Pipe("a", "b", 2), Pipe("a", "c", 4), Pipe("a", "d", 8),
           Pipe("b", "d", 9), Pipe("d", "c", 6), Pipe("c", "t", 10), Pipe("d", "t", 10)]


def test_classic_value():
    total, _ = Waterworks(CLASSIC).max_flow("s", "t")
    assert total == 19


def test_flow_is_conserved():
    works = Waterworks(CLASSIC)
    total, flow = works.max_flow("s", "t")
    for n, name in enumerate(works.nodes):
        expected = {"s": total, "t": -total}.get(name, 0)
        assert sum(flow[n]) == expected


def test_flow_can_be_taken_back():
    pipes = [Pipe("s", "a", 1), Pipe("s", "b", 1), Pipe("a", "c", 1), Pipe("a", "d", 1), Pipe("b", "c", 1),
             Pipe("c", "t", 1), Pipe("d", "t", 1)]
    assert Waterworks(pipes).max_flow("s", "t")[0] == 2


def test_parallel_and_two_way_pipes():
    works = Waterworks([Pipe("s", "m", 3), Pipe("s", "m", 4), Pipe("t", "m", 5, two_way=True)])
    assert works.max_flow("s", "t")[0] == 5
    assert works.max_flow("m", "s")[0] == 0


def test_bottleneck_has_the_value_of_the_flow():
    works = Waterworks(CLASSIC)
    cut = works.bottleneck("s", "t")
    assert sum(p.capacity for p in cut) == 19
    assert [(p.start, p.end) for p in cut] == [("s", "a"), ("b", "d")]


def test_supplies_usage_and_errors():
    works = Waterworks([Pipe("s", "a", 3), Pipe("a", "b", 2)])
    assert works.supplies("s", ["a", "b"]) == {"a": 3, "b": 2}
    assert works.usage(works.max_flow("s", "b")[1]) == [("s>a", 2, 3), ("a>b", 2, 2)]
    with pytest.raises(ValueError):
        works.max_flow("s", "s")
