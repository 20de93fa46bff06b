# SPDX-License-Identifier: Apache-2.0
import pytest

from demandcast import (autocorrelation, choose_model, grid, holt, ljung_box, mape, one_step_errors, outlook,
                        ses_forecast, tune_ses)


def test_simple_smoothing():
    assert ses_forecast([10.0, 20.0], 0.5) == 15.0
    assert ses_forecast([7.0], 0.2) == 7.0


def test_holt_follows_a_line():
    level, trend = holt([2.0, 4.0, 6.0, 8.0], 0.3, 0.6)
    assert level == pytest.approx(8.0)
    assert trend == pytest.approx(2.0)


def test_errors_use_only_the_past():
    seen = []

    def last(past):
        seen.append(list(past))
        return past[-1]

    assert one_step_errors([1, 2, 4, 7], last, 2) == [2, 3]
    assert seen == [[1, 2], [1, 2, 4]]


def test_grid_is_open():
    assert grid(3) == [0.25, 0.5, 0.75]
    assert grid(0) == []


def test_constant_series_prefers_the_simple_model():
    model, parameters, error, residual = choose_model([5.0] * 12, 3)
    assert (model, parameters, error, residual) == ("ses", (0.25,), 0.0, 0.0)
    with pytest.raises(ValueError):
        choose_model([1.0] * 7, 3)


def test_trend_prefers_holt():
    series = [3.0 * i for i in range(14)]
    model, parameters, _, _ = choose_model(series, 3)
    assert model == "holt"
    assert outlook(series, model, parameters, 2) == pytest.approx([42.0, 45.0])
    assert outlook([4.0, 4.0], "ses", (0.5,), 3) == [4.0] * 3


def test_diagnostics():
    assert autocorrelation([1, -1, 1, -1], 1) == pytest.approx(-0.75)
    assert ljung_box([2.0, 2.0, 2.0], 1) == 0.0
    assert mape([4.0, 0.0, 10.0], [1.0, 5.0]) == pytest.approx(0.5)
    assert tune_ses([1.0, 9.0] * 10, 4)[1] == 0.2
