# SPDX-License-Identifier: Apache-2.0
from datetime import datetime

import pytest
from snapshot_pruner import base_of, bucket, chain_of, gaps, keep_for_period, parse, plan, restore_point

NAMES = ["a@2024-01-03T02:00#incr", "a@2024-01-01T02:00#full", "a@2024-01-02T02:00#incr", "a@2024-01-08T02:00#full",
         "a@2024-01-09T02:00#incr", "b@2024-01-02T02:00#incr"]


def test_parse():
    assert parse(NAMES[0]) == ("a", datetime(2024, 1, 3, 2), "incr")
    with pytest.raises(ValueError):
        parse("a@yesterday#full")


def test_buckets():
    when = datetime(2024, 12, 30, 23, 59)
    assert [bucket(when, p) for p in ("hourly", "daily", "weekly", "monthly")] == [
        "2024-12-30 23", "2024-12-30", "2025-W01", "2024-12"]
    with pytest.raises(ValueError):
        bucket(when, "yearly")


def test_newest_of_each_bucket():
    own = NAMES[:5]
    assert keep_for_period(own, "weekly", 5) == ["a@2024-01-09T02:00#incr", "a@2024-01-03T02:00#incr"]
    assert keep_for_period(own, "daily", 2) == ["a@2024-01-09T02:00#incr", "a@2024-01-08T02:00#full"]
    assert keep_for_period(own, "daily", 0) == []


def test_chains():
    assert base_of(NAMES[4], NAMES) == NAMES[3]
    assert base_of(NAMES[5], NAMES) is None
    assert chain_of(NAMES[0], NAMES) == [NAMES[1], NAMES[2], NAMES[0]]
    assert chain_of(NAMES[5], NAMES) == [NAMES[5]]


def test_plan_keeps_what_is_built_upon():
    keep, delete = plan(NAMES, {"daily": 1})
    assert keep == ["b@2024-01-02T02:00#incr", "a@2024-01-08T02:00#full", "a@2024-01-09T02:00#incr"]
    assert delete == [NAMES[1], NAMES[2], NAMES[0]]
    assert plan([], {"daily": 1}) == ([], [])


def test_gaps_and_restore_point():
    assert gaps(NAMES, "a", 24) == [(datetime(2024, 1, 3, 2), datetime(2024, 1, 8, 2))]
    assert restore_point(NAMES, "a", datetime(2024, 1, 5)) == NAMES[0]
    assert restore_point(NAMES, "a", datetime(2023, 1, 5)) is None
