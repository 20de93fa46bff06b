# SPDX-License-Identifier: Apache-2.0
import pytest
from demand_model import best_alpha, deviation, exponential_smoothing, moving_average, safety_stock, weekday_index
from purchase_plan import Article, forecast, order_quantity, plan, trending


def art(code="x", supplier="s", stock=0, pack=5, lead=2, history=(4,) * 14):
    return Article(code, supplier, stock, pack, lead, 0.95, tuple(history))


def test_moving_average_starts_short():
    assert moving_average([2, 4, 6, 8], 2) == [2.0, 3.0, 5.0, 7.0]
    assert moving_average([], 3) == []


def test_weekday_index():
    assert weekday_index([0] * 14) == [1.0] * 7
    factors = weekday_index([7, 0, 0, 0, 0, 0, 0] * 2)
    assert factors == pytest.approx([7.0, 0, 0, 0, 0, 0, 0])


def test_deviation_and_safety():
    assert deviation([2, 4, 4, 4, 5, 5, 7, 9]) == pytest.approx(2.0)
    assert safety_stock([2, 4, 4, 4, 5, 5, 7, 9], 4, 0.95) == 7
    with pytest.raises(KeyError):
        safety_stock([1, 2], 4, 0.5)


def test_smoothing():
    assert exponential_smoothing([10, 20], 0.5) == 15.0
    assert best_alpha([1, 2, 3, 4, 5, 6, 7]) == 0.9
    assert best_alpha([5]) == 0.1


def test_forecast_is_flat_for_flat_demand():
    assert forecast(art(), 3) == pytest.approx([4.0] * 3)


def test_order_is_whole_packs():
    assert order_quantity(art()) == 10
    assert order_quantity(art(stock=8)) == 0
    assert order_quantity(art(stock=7)) == 5


def test_plan_by_supplier():
    items = [art("a", "z"), art("b", "k", stock=99), art("c", "k")]
    assert plan(items) == {"k": [("c", 10)], "z": [("a", 10)]}
    assert list(trending([art(history=range(60)), art(history=[3] * 10)])) == ["x"]
