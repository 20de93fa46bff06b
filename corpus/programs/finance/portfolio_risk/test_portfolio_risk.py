# SPDX-License-Identifier: Apache-2.0
import pytest

from holdings import Portfolio
from riskstats import (average, correlation_matrix, covariance, covariance_matrix, drawdowns, returns,
                       rolling_volatility, value_at_risk)

PRICES = {"a": [10.0, 12.0, 9.0, 9.0], "b": [1.0, 1.0, 2.0, 4.0]}


def test_returns_and_average():
    assert returns([10.0, 12.0, 9.0]) == pytest.approx([0.2, -0.25])
    assert returns([5.0]) == []
    assert average([1, 2, 6]) == 3
    with pytest.raises(ZeroDivisionError):
        average([])


def test_covariance():
    assert covariance([1, 2, 3], [2, 4, 6]) == pytest.approx(2.0)
    assert covariance([1, 2, 3], [5, 5, 5]) == 0
    with pytest.raises(ValueError):
        covariance([1], [1, 2])


def test_matrices():
    names, matrix = covariance_matrix(PRICES)
    assert names == ["a", "b"] and matrix[0][1] == pytest.approx(matrix[1][0])
    corr = correlation_matrix(matrix)
    assert corr[0][0] == pytest.approx(1) and -1 <= corr[0][1] <= 1


def test_drawdowns():
    assert drawdowns([4.0, 8.0, 6.0, 9.0]) == [0.0, 0.0, 0.25, 0.0]
    assert Portfolio({"a": 1}, PRICES).worst_drawdown() == (0.25, 2)


def test_value_at_risk():
    changes = [i / 100 for i in range(-5, 5)]
    assert value_at_risk(changes, 0.9) == 0.05
    assert value_at_risk(changes, 0.5) == 0.01 and value_at_risk(changes, 0.0) == -0.04
    assert value_at_risk([0.1], 0.99) == -0.1


def test_rolling_volatility():
    assert rolling_volatility([1.0, 3.0, 3.0], 2) == pytest.approx([2 ** 0.5, 0.0])
    assert rolling_volatility([1.0], 2) == []


def test_portfolio():
    book = Portfolio({"a": 2, "b": 4}, PRICES)
    assert book.history() == [24.0, 28.0, 26.0, 34.0]
    assert sum(book.weights().values()) == pytest.approx(1)
    even = book.rebalanced({"a": 0.5, "b": 0.5})
    assert even.value(-1) == pytest.approx(34) and even.quantities["b"] == pytest.approx(4.25)
    with pytest.raises(ValueError):
        book.rebalanced({"a": 0.5})
