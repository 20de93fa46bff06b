# SPDX-License-Identifier: Apache-2.0
import pytest

from demand_series import best_alpha, forecast_error, moving_average, outlier_days, smoothed, weekday_factors
from reorder_rules import Part, order_quantity, plan, reorder_point, safety_factor, simulate


def test_moving_average():
    assert moving_average([2, 4, 6, 8], 3) == [2, 3, 4, 6]
    assert moving_average([], 3) == []


def test_smoothing():
    assert smoothed([10, 20, 0], 0.5) == [10, 15, 7.5]
    assert smoothed([], 0.5) == []
    assert forecast_error([10, 20, 0], 0.5) == pytest.approx(((100 + 225) / 2) ** 0.5)
    assert forecast_error([7], 0.5) == 0.0


def test_best_alpha():
    assert best_alpha([5, 5, 5, 5]) == 0.1
    assert best_alpha([1, 2, 3, 4, 5, 6]) == 0.9


def test_weekdays_and_outliers():
    assert weekday_factors([2, 1, 1, 1, 1, 1, 0])[:2] == [2.0, 1.0]
    assert weekday_factors([]) == [1.0] * 7
    assert outlier_days([1, 3, 1, 3, 9, 2], 4, 2.0) == [4]
    assert outlier_days([5, 5, 5, 9], 3, 2.0) == []


def test_rules():
    part = Part("p", 10.0, 4, [6] * 20)
    assert (part.alpha, part.daily, part.spread) == (0.1, pytest.approx(6), pytest.approx(0, abs=1e-9))
    assert safety_factor(0.5) == 0
    assert order_quantity(part, 40, 0.2) == 296
    assert reorder_point(Part("q", 1, 4, [6, 6]), 0.9) == 24


def test_simulation():
    part = Part("p", 1.0, 2, [3, 3, 3, 3])
    assert simulate(part, 3, 10, 6) == (0, 1, 4)
    assert simulate(part, 0, 10, 2) == (2, 1, 4)
    assert plan([part])[0][0] == "p"
