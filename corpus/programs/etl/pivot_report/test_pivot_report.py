# SPDX-License-Identifier: Apache-2.0
import pytest

from grid_text import column_labels, render, width_of
from pivoting import distinct, grand_total, pivot, ranked_rows, shares, unpivot

FACTS = [{"b": b, "m": m, "n": n} for b, m, n in
         (("x", 2, 10), ("y", 1, 4), ("x", 2, 5), ("z", 1, 15), ("y", 3, 6))]


def test_distinct_sorted():
    assert distinct(FACTS, "m") == [1, 2, 3]
    assert distinct([], "m") == []


def test_pivot_leaves_out_empty_cells():
    assert pivot(FACTS, "b", "m", "n") == {"x": {2: 15}, "y": {1: 4, 3: 6}, "z": {1: 15}}
    assert pivot(FACTS, "b", "m", "n", "count")["x"] == {2: 2}
    assert pivot(FACTS, "b", "m", "n", "mean")["x"] == {2: 7.5}


def test_unknown_aggregate():
    with pytest.raises(KeyError):
        pivot(FACTS, "b", "m", "n", "median")


def test_unpivot_of_pivot():
    table = pivot(FACTS, "b", "m", "n", "max")
    assert unpivot(table, "b", "m", "n")[1] == {"b": "y", "m": 1, "n": 4}


def test_ranking_of_equals():
    assert ranked_rows(pivot(FACTS, "b", "m", "n")) == ["z", "x", "y"]


def test_shares_sum_to_one():
    part = shares(pivot(FACTS, "b", "m", "n"))
    assert sum(v for r in part.values() for v in r.values()) == pytest.approx(1.0)
    assert shares({}) == {}
    with pytest.raises(ZeroDivisionError):
        shares({"a": {"b": 0}})


def test_render():
    table = pivot(FACTS, "b", "m", "n")
    assert column_labels(table) == [1, 2, 3] and width_of(table, 2) == 4 and grand_total(table) == 40
    assert render(table, "T").splitlines() == [
        "T",
        "      1     2    3  total",
        "z  15.0     .    .  15.0",
        "x     .  15.0    .  15.0",
        "y   4.0     .  6.0  10.0",
        "   19.0  15.0  6.0  40.0",
    ]
    assert render({}, "T") == "T\n(no data)\n"
