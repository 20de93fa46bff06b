# SPDX-License-Identifier: Apache-2.0
import datetime as dt

import pytest

from crontab_rules import CronError, field_values, firings, matches
from job_agenda import agenda, crowded, parse_crontab, per_command


def test_field_values():
    assert field_values("*/20", 0) == [0, 20, 40]
    assert field_values("1-5,3,7", 1) == [1, 2, 3, 4, 5, 7]
    assert field_values("mon-wed", 4) == [1, 2, 3]
    assert field_values("50/5", 0) == [50, 55]
    assert field_values("Dec", 3) == [12]


def test_field_errors():
    for text, position in (("61", 0), ("5-2", 1), ("*/0", 0), ("x", 0), ("", 2), ("foo", 4)):
        with pytest.raises(CronError):
            field_values(text, position)
    with pytest.raises(CronError, match="five"):
        matches("* * *", dt.datetime(2024, 1, 1))


def test_day_or_weekday():
    friday, first, other = dt.datetime(2024, 3, 8), dt.datetime(2024, 3, 1), dt.datetime(2024, 3, 5)
    assert matches("0 0 1 * fri", friday) and matches("0 0 1 * fri", first)
    assert not matches("0 0 1 * fri", other)
    assert not matches("0 0 1 * *", friday)


def test_leap_day():
    start = dt.datetime(2024, 2, 28, 23, 58, 30)
    moments = list(firings("59,0 * 28,29 2 *", start, dt.datetime(2024, 2, 29, 0, 5)))
    assert moments == [dt.datetime(2024, 2, 28, 23, 59), dt.datetime(2024, 2, 29, 0, 0)]


def test_agenda_keeps_table_order():
    jobs = parse_crontab("# x\n0 * * * * b/second one\n\n*/30 * * * * a\n")
    assert jobs == [("0 * * * *", "b/second one"), ("*/30 * * * *", "a")]
    start = dt.datetime(2024, 1, 1, 9, 0)
    entries = agenda(jobs, start, start + dt.timedelta(hours=1))
    assert [c for _, c in entries] == ["b/second one", "a", "a"]
    assert crowded(entries, 1) == [(start, 2)]
    assert per_command(entries) == {"second": 1, "a": 2}
