# SPDX-License-Identifier: Apache-2.0
import pytest

from meter_watch import (deseason, episodes, fill_gaps, find_anomalies, rolling, rolling_deviation, rolling_mean,
                         rolling_median, rolling_peak)


def test_windows_grow_at_the_start():
    assert list(rolling([1, 2, 3, 4], 3)) == [[1], [1, 2], [1, 2, 3], [2, 3, 4]]
    assert list(rolling([], 3)) == []


def test_rolling_statistics():
    assert rolling_mean([2, 4, 6, 8], 2) == [2, 3, 5, 7]
    assert rolling_median([5, 1, 9, 1], 3) == [5, 3, 5, 1]
    assert rolling_deviation([3, 3, 5], 2) == [0, 0, 1]
    assert rolling_peak([3, 1, 2, 0, 5], 3) == [3, 3, 3, 2, 5]


def test_gaps_are_interpolated():
    assert fill_gaps([None, 2, None, None, 8, None]) == [2, 2, 4, 6, 8, 8]
    with pytest.raises(ValueError):
        fill_gaps([None, None])


def test_deseason_removes_a_pure_season():
    assert deseason([1, 5, 1, 5], 2) == [0, 0, 0, 0]


def test_spike_is_flagged_once():
    series = [10.0, 10.5] * 20 + [30.0] + [10.0, 10.5] * 10
    flagged = find_anomalies(series, 8, 3.0)
    assert [i for i, _ in flagged] == [40]
    assert flagged[0][1] == pytest.approx(79.0)


def test_constant_series_is_quiet():
    assert find_anomalies([4.0] * 30) == []


def test_episodes_merge():
    assert episodes([(3, 4.0), (5, 9.0), (20, 3.5)], 2) == [(3, 5, 9.0), (20, 20, 3.5)]
    assert episodes([], 2) == []
