# SPDX-License-Identifier: Apache-2.0
import pytest

from limit_book import Fill, LimitBook, Order
from tape_stats import bars, moving_vwap, vwap


def book_with(*orders):
    book = LimitBook()
    for i, (side, price, quantity) in enumerate(orders, 1):
        book.submit(Order(i, side, price, quantity))
    return book


def test_resting_orders_and_spread():
    book = book_with(("buy", 99, 5), ("sell", 101, 5), ("buy", 98, 1))
    assert book.fills == [] and book.spread() == 2
    assert [o.id for o in book.bids] == [1, 3]
    assert book.imbalance() == 6 / 11


def test_price_then_time():
    book = book_with(("sell", 100, 5), ("sell", 99, 5), ("sell", 100, 5), ("buy", 100, 12))
    assert book.fills == [Fill(4, 2, 99, 5), Fill(4, 1, 100, 5), Fill(4, 3, 100, 2)]
    assert [o.quantity for o in book.asks] == [3]


def test_partial_fill_rests():
    book = book_with(("buy", 50, 4))
    assert book.submit(Order(9, "sell", 49, 10)) == 4
    assert book.fills == [Fill(1, 9, 50, 4)]
    assert book.asks[0].quantity == 6 and book.spread() is None


def test_own_resting_order_is_dropped():
    book = LimitBook()
    book.submit(Order(1, "sell", 10, 5, "me"))
    assert book.submit(Order(2, "buy", 11, 5, "me")) == 0
    assert book.asks == [] and book.fills == [] and len(book.bids) == 1


def test_cancel():
    book = book_with(("buy", 10, 1), ("sell", 20, 1))
    assert book.cancel(2) and not book.cancel(2) and not book.cancel(77)
    assert book.find(1).price == 10
    with pytest.raises(ValueError):
        book.submit(Order(3, "hold", 1, 1))


def test_depth():
    book = book_with(("buy", 10, 1), ("buy", 12, 2), ("buy", 10, 4), ("buy", 9, 1))
    assert book.depth("buy", 2) == [(12, 2, 1), (10, 5, 2)]
    assert book.depth("sell") == [] and LimitBook().imbalance() == 0.5


def test_tape():
    fills = [Fill(1, 2, 10, 1), Fill(1, 2, 12, 3), Fill(1, 2, 11, 2)]
    assert vwap(fills) == 68 / 6 and vwap([]) == 0.0
    assert bars(fills, 2) == [(10, 12, 10, 12, 4), (11, 11, 11, 11, 2)]
    assert moving_vwap(fills, 2) == [46 / 4, 58 / 5] and moving_vwap(fills, 4) == []
