# SPDX-License-Identifier: Apache-2.0
from fractions import Fraction

import pytest

from roadnet import Network, busiest, degree_table, junctions, meet, pieces_of


def one(*line):
    return pieces_of("r", line)[0]


def test_exact_crossing():
    assert meet(one((0, 0), (3, 1)), one((1, 0), (1, 5))) == (1, Fraction(1, 3))


def test_touching_end_counts_parallel_does_not():
    assert meet(one((0, 0), (2, 0)), one((2, 0), (2, 9))) == (2, 0)
    assert meet(one((0, 0), (2, 0)), one((1, 0), (5, 0))) is None
    assert meet(one((0, 0), (2, 0)), one((3, -1), (3, 1))) is None


def test_standing_still_makes_no_piece():
    assert pieces_of("r", [(1, 1), (1, 1)]) == []


def test_crossings_once_per_pair():
    net = Network()
    net.add("north", [(5, -5), (5, 0), (5, 5)])
    net.add("east", [(0, 0), (5, 0), (9, 0)])
    assert net.crossings() == [((5, 0), "east", "north")]
    assert degree_table(net.names(), net.crossings()) == [("east", 1), ("north", 1)]
    with pytest.raises(ValueError):
        net.add("east", [])
    with pytest.raises(KeyError):
        net.line("south")


def test_line_is_a_copy():
    net = Network()
    net.add("a", [(0, 0), (1, 1)])
    net.line("a").append((2, 2))
    assert net.line("a") == [(0, 0), (1, 1)]


def test_junctions_gather_around_the_first():
    found = [((0, 0), "a", "b"), ((2, 0), "a", "c"), ((4, 0), "b", "c")]
    groups = junctions(found, 2)
    assert [g["at"] for g in groups] == [(0, 0), (4, 0)]
    assert groups[0]["roads"] == {"a", "b", "c"}
    assert busiest(groups) is groups[0]
    assert busiest([]) is None
