# SPDX-License-Identifier: Apache-2.0
from datetime import datetime as dt

import pytest
from cron_fields import CronSyntax, expand, matches
from job_calendar import JobCalendar, firings, next_firing


@pytest.mark.parametrize("field, low, high, values", [
    ("*/20", 0, 59, [0, 20, 40]), ("1-5", 0, 6, [1, 2, 3, 4, 5]), ("fri,MON", 0, 6, [1, 5]), ("7", 0, 6, [0]),
    ("10-40/15", 0, 59, [10, 25, 40]), ("50/5", 0, 59, [50, 55]), ("3,1,3", 1, 12, [1, 3]),
])
def test_expand(field, low, high, values):
    assert expand(field, low, high) == values


def test_syntax_errors():
    for bad in ("60", "x", "1-", ""):
        with pytest.raises(CronSyntax):
            expand(bad, 0, 59)
    with pytest.raises(CronSyntax):
        matches("* * *", dt(2024, 1, 1))


def test_day_and_weekday_are_alternatives():
    assert matches("0 0 13 * fri", dt(2024, 9, 13))
    assert matches("0 0 13 * fri", dt(2024, 9, 20))
    assert matches("0 0 13 * fri", dt(2024, 8, 13))
    assert not matches("0 0 13 * fri", dt(2024, 8, 14))
    assert not matches("0 0 * * fri", dt(2024, 8, 13))


def test_firings_half_open():
    assert list(firings("*/30 * * * *", dt(2024, 1, 1, 0, 0), dt(2024, 1, 1, 1, 0))) == [
        dt(2024, 1, 1, 0, 0), dt(2024, 1, 1, 0, 30)]
    assert list(firings("* * * * *", dt(2024, 1, 1, 0, 0, 5), dt(2024, 1, 1, 0, 2))) == [dt(2024, 1, 1, 0, 1)]


def test_next_firing():
    assert next_firing("15 10 * * *", dt(2024, 1, 1, 10, 15), 1) is None
    assert next_firing("15 22 * * *", dt(2024, 4, 29, 22, 14), 1) == dt(2024, 4, 29, 22, 15)


def test_overlaps_and_peak():
    calendar = JobCalendar({"a": ("*/10 * * * *", 15), "b": ("20 * * * *", 1)})
    start, end = dt(2024, 1, 1), dt(2024, 1, 1, 0, 30)
    assert [run[2] for run in calendar.runs(start, end)] == ["a", "a", "a", "b"]
    assert len(calendar.overlaps(start, end)) == 2
    assert calendar.peak(start, end) == (3, dt(2024, 1, 1, 0, 20))
    assert JobCalendar({}).peak(start, end) == (0, None)
