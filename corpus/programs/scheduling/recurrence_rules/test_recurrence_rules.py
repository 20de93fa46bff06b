# SPDX-License-Identifier: Apache-2.0
import datetime

import pytest

from planner_book import PlannerBook
from rrule_lite import RuleError, occurrences, parse_rule

D = datetime.date


def days(rule, start, horizon):
    return [(d.month, d.day) for d in occurrences(rule, start, horizon)]


def test_parse():
    rule = parse_rule("FREQ=MONTHLY;BYDAY=2TU,-1FR;UNTIL=20240229")
    assert rule["byday"] == [(2, 1), (-1, 4)]
    assert rule["until"] == D(2024, 2, 29) and rule["count"] is None
    for text in ("FREQ=YEARLY", "COUNT=3", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;FOO=1", "nonsense"):
        with pytest.raises(RuleError):
            parse_rule(text)


def test_daily_interval_and_count():
    assert days("FREQ=DAILY;INTERVAL=3;COUNT=3", D(2024, 2, 27), D(2024, 12, 1)) == [(2, 27), (3, 1), (3, 4)]


def test_weekly_uses_calendar_weeks():
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU"
    assert days(rule, D(2024, 1, 3), D(2024, 1, 22)) == [(1, 7), (1, 15), (1, 21)]


def test_monthly():
    assert days("FREQ=MONTHLY;BYMONTHDAY=-1", D(2024, 1, 15), D(2024, 3, 31)) == [(1, 31), (2, 29), (3, 31)]
    assert days("FREQ=MONTHLY;BYDAY=2TU", D(2024, 1, 1), D(2024, 2, 28)) == [(1, 9), (2, 13)]
    assert days("FREQ=MONTHLY", D(2024, 1, 31), D(2024, 3, 31)) == [(1, 31), (3, 31)]


def test_until_includes_the_day():
    assert days("FREQ=DAILY;UNTIL=20240102", D(2024, 1, 1), D(2024, 5, 1)) == [(1, 1), (1, 2)]


def test_book():
    book = PlannerBook(D(2024, 1, 31))
    book.add("gym", "FREQ=WEEKLY", D(2024, 1, 1), [D(2024, 1, 8)])
    book.add("tea", "FREQ=DAILY;INTERVAL=7;COUNT=2", D(2024, 1, 1))
    assert book.on(D(2024, 1, 1)) == ["gym", "tea"]
    assert book.week(D(2024, 1, 8))["2024-01-08"] == ["tea"]
    assert book.next_after("gym", D(2024, 1, 1)) == D(2024, 1, 15)
    assert book.next_after("tea", D(2024, 1, 8)) is None
    assert book.collisions() == [(D(2024, 1, 1), 2)]
    with pytest.raises(KeyError):
        book.next_after("nap", D(2024, 1, 1))
