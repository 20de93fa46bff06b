# SPDX-License-Identifier: Apache-2.0
import pytest

from gain_report import by_symbol, cumulative, is_long_term, summarize, wash_sales
from lot_matching import Gain, ShortSale, Trade, held, run_trades

BUYS = [Trade(1, "A", "buy", 10, 5.0, 0), Trade(2, "A", "buy", 10, 9.0, 0), Trade(3, "A", "buy", 10, 7.0, 0)]


def costs(method, quantity):
    gains, _ = run_trades(BUYS + [Trade(9, "A", "sell", quantity, 10.0, 0)], method)
    return [(g.quantity, g.cost) for g in gains]


def test_methods():
    assert costs("fifo", 15) == [(10, 50.0), (5, 45.0)]
    assert costs("lifo", 15) == [(10, 70.0), (5, 45.0)]
    assert costs("hifo", 15) == [(10, 90.0), (5, 35.0)]
    with pytest.raises(KeyError):
        run_trades([], "average")


def test_equal_costs_use_the_older_lot():
    trades = [Trade(1, "A", "buy", 1, 5.0, 0), Trade(2, "A", "buy", 1, 5.0, 0), Trade(3, "A", "sell", 1, 6.0, 0)]
    assert run_trades(trades, "hifo")[0][0].opened == 1


def test_fees():
    gains, holdings = run_trades([Trade(1, "A", "buy", 4, 2.0, 2.0), Trade(2, "A", "sell", 2, 3.0, 1.0)])
    assert gains == [Gain("A", 1, 2, 2, 5.0, 5.0)]
    assert held(holdings, "A") == 2 and held(holdings, "B") == 0


def test_buys_of_a_day_come_first():
    trades = [Trade(1, "A", "sell", 1, 3.0, 0), Trade(1, "A", "buy", 1, 2.0, 0)]
    assert len(run_trades(trades)[0]) == 1


def test_short_sale_is_refused():
    with pytest.raises(ShortSale):
        run_trades([Trade(1, "A", "buy", 1, 2.0, 0), Trade(2, "A", "sell", 2, 2.0, 0)])


def test_holdings_given_stay_as_they_are():
    _, holdings = run_trades(BUYS)
    run_trades([Trade(5, "A", "sell", 30, 1.0, 0)], holdings=holdings)
    assert held(holdings, "A") == 30


def test_reports():
    gains = [Gain("B", 0, 400, 1, 10.0, 4.0), Gain("A", 0, 365, 1, 3.0, 4.0), Gain("A", 300, 400, 1, 1.0, 4.0)]
    assert is_long_term(gains[0]) and not is_long_term(gains[1])
    assert summarize(gains) == (-4.0, 6.0)
    assert by_symbol(gains) == {"A": (-4.0, 0), "B": (0, 6.0)}
    assert cumulative(gains) == [(365, -1.0), (400, 2.0)]


def test_wash_sales():
    gains = [Gain("A", 0, 100, 1, 3.0, 4.0), Gain("A", 0, 200, 1, 3.0, 4.0), Gain("A", 0, 100, 1, 5.0, 4.0)]
    assert wash_sales(gains, [Trade(125, "A", "buy", 1, 1.0, 0), Trade(200, "B", "buy", 1, 1.0, 0)]) == [gains[0]]
