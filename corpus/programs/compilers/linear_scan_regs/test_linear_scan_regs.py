# SPDX-License-Identifier: Apache-2.0
import pytest

from interval_alloc import (Interval, LinearScan, build_intervals, conflicts, location, rewrite, spill_cost,
                            virtuals)

CODE = [
    ("load", "a", ()),
    ("load", "b", ()),
    ("add", "c", ("a", "b")),
    ("mul", "d", ("c", "a")),
    ("ret", None, ("d",)),
]


def test_virtuals_in_order_of_appearance():
    assert virtuals(CODE) == ["a", "b", "c", "d"]
    assert virtuals([]) == []


def test_intervals():
    intervals = build_intervals(CODE)
    assert [(iv.name, iv.start, iv.end, iv.uses) for iv in intervals] == [
        ("a", 0, 4, 2), ("b", 1, 3, 1), ("c", 2, 4, 1), ("d", 3, 5, 1)]


def test_enough_registers_no_spill():
    intervals = LinearScan(["r0", "r1", "r2"]).run(build_intervals(CODE))
    assert [iv.reg for iv in intervals] == ["r0", "r1", "r2", "r1"]
    assert spill_cost(intervals) == 0
    assert conflicts(intervals) == []


def test_longest_interval_is_spilled():
    scan = LinearScan(["r0"])
    long, short = Interval("long", 0, 9), Interval("short", 2, 4)
    scan.run([long, short])
    assert (long.reg, long.slot) == (None, 0)
    assert short.reg == "r0"


def test_equal_ends_keep_the_older_in_its_register():
    scan = LinearScan(["r0"])
    first, second = Interval("x", 0, 5), Interval("y", 1, 5)
    scan.run([first, second])
    assert first.reg == "r0"
    assert second.slot == 0


def test_rewrite():
    intervals = LinearScan(["r0", "r1"]).run(build_intervals(CODE))
    out = rewrite(CODE, intervals)
    assert out[-1] == ("ret", None, (location(intervals, "d"),))
    with pytest.raises(KeyError):
        location(intervals, "zz")


def test_conflicts_are_reported():
    a, b = Interval("a", 0, 5, reg="r1"), Interval("b", 4, 6, reg="r1")
    assert conflicts([a, b]) == [("a", "b")]
    b.start = 5
    assert conflicts([a, b]) == []
