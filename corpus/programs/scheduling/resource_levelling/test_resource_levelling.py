# SPDX-License-Identifier: Apache-2.0
from levelling import Activity, bars, histogram, level, overload_spans, peak, roughness, wage_bill

FIXED = Activity("fix", 0, 2, 3, 0)
LOOSE = Activity("lse", 0, 2, 2, 4)


def test_histogram():
    assert histogram([FIXED, LOOSE], 4) == [5, 5, 0, 0]
    assert histogram([], 2) == [0, 0]
    assert roughness([FIXED, LOOSE], 4) == 50


def test_levelling_uses_the_latest_good_day():
    smooth = level([FIXED, LOOSE], 6)
    assert [(a.code, a.start) for a in smooth] == [("fix", 0), ("lse", 4)]
    assert level([], 3) == []


def test_levelling_respects_the_float():
    tight = LOOSE._replace(latest=1)
    smooth = level([tight, FIXED], 6)
    assert [(a.code, a.start) for a in smooth] == [("fix", 0), ("lse", 1)]


def test_peak_is_the_first_day():
    assert peak([Activity("a", 1, 1, 4, 1), Activity("b", 3, 1, 4, 3)], 5) == (1, 4)


def test_overload():
    plan = [FIXED, Activity("b", 1, 3, 4, 1), Activity("c", 5, 1, 9, 5)]
    assert overload_spans(plan, 6, 3) == [(1, 3), (5, 5)]
    assert overload_spans(plan, 6, 99) == []


def test_wages_and_bars():
    assert wage_bill([FIXED, LOOSE._replace(start=1)], 3, 10, 100) == 10 * 10 + 300 + 200
    assert bars([LOOSE._replace(start=1), FIXED], 3) == ["fix ##.", "lse .##"]
