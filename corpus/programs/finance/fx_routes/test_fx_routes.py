# SPDX-License-Identifier: Apache-2.0
import pytest

from conversion import best_route, book_value, exposure, triangles
from quote_board import QuoteBoard, UnknownPair


def board():
    b = QuoteBoard()
    b.post("A/B", 1, 2.0)
    b.post("A/B", 5, 4.0)
    b.post("B/C", 1, 5.0)
    b.post("C/D", 9, 1.0)
    return b


def test_direct_rates():
    b = board()
    assert [b.direct("A", "B", d) for d in (0, 1, 4, 5)] == [None, 2.0, 2.0, 4.0]
    assert b.direct("B", "A", 9) == 0.25
    assert b.direct("A", "C", 9) is None
    with pytest.raises(ValueError):
        b.post("A/B", 1, 0)


def test_later_quote_of_the_same_day_counts():
    b = board()
    b.post("B/A", 5, 0.5)
    assert b.direct("A", "B", 5) == 2.0


def test_spread_works_both_ways():
    b = QuoteBoard(0.1)
    b.post("A/B", 0, 2.0)
    assert b.direct("A", "B", 0) == pytest.approx(1.8) and b.direct("B", "A", 0) == pytest.approx(0.45)


def test_matrix():
    assert board().matrix(1) == {"A": {"B": 2.0}, "B": {"A": 0.5, "C": 5.0}, "C": {"B": 0.2}, "D": {}}


def test_best_route():
    rates = {"A": {"B": 2.0, "C": 9.0}, "B": {"C": 5.0}, "C": {}}
    assert best_route(rates, "A", "C") == (10.0, ["A", "B", "C"])
    assert best_route(rates, "A", "C", limit=1) == (9.0, ["A", "C"])
    assert best_route(rates, "A", "A") == (1.0, ["A"])
    with pytest.raises(UnknownPair):
        best_route(rates, "C", "A")


def test_triangles_are_listed_once():
    rates = {"B": {"C": 2.0}, "C": {"A": 1.0}, "A": {"B": 1.0}}
    assert triangles(rates) == [(2.0, ("A", "B", "C"))]
    assert triangles(rates, 2.0) == []


def test_book_value_and_exposure():
    entries = [(1, "C", 10), (5, "A", 3), (2, "B", -4)]
    assert book_value(entries, board(), "B") == pytest.approx(2.0 + 12.0 - 4)
    assert exposure(entries) == ({"C": 10, "A": 3, "B": -4}, ["B"])
