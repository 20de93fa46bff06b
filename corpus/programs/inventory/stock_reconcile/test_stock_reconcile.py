# SPDX-License-Identifier: Apache-2.0
import pytest
from count_sheets import clean_location, counted, ledger_balance
from variance_book import Variance, likely_swaps, reconcile, value_at_risk

LEDGER = "location;item;quantity\na-1-2;nut;5\nA/01/02;nut;-2\nB-1-1;bolt;4\nC-1-1;cap;9\n"
COUNTS = "sequence;location;item;count\n2;A-01-02;nut;3\n1;a-1-2;nut;8\n3;B-1-1;bolt;6\n4;B-1-1;rod;1\n"


def test_location_spelling():
    assert clean_location(" a/3/2") == "A-03-02"
    assert clean_location("B-11") == "B-11"
    with pytest.raises(ValueError):
        clean_location("A-x-2")


def test_balance_in_order_of_first_movement():
    rows = [{"location": "b-1", "item": "x", "quantity": "2"}, {"location": "a-1", "item": "x", "quantity": "1"},
            {"location": "B/01", "item": "x", "quantity": "-5"}]
    assert ledger_balance(rows) == [(("B-01", "x"), -3), (("A-01", "x"), 1)]


def test_recount_replaces_count():
    rows = [{"sequence": "10", "location": "a-1", "item": "x", "count": "4"},
            {"sequence": "9", "location": "a-1", "item": "x", "count": "7"}]
    assert counted(rows) == [(("A-01", "x"), 4)]


def test_reconcile_sorts_into_three():
    variances, matched, uncounted = reconcile(LEDGER, COUNTS)
    assert [repr(v) for v in variances] == ["<B-01-01 bolt: 4 -> 6>", "<B-01-01 rod: 0 -> 1>"]
    assert matched == [("A-01-02", "nut")]
    assert uncounted == [("C-01-01", "cap")]


def test_swaps_use_each_variance_once():
    a, b, c = Variance("A", "nut", 5, 3), Variance("B", "nut", 1, 3), Variance("C", "nut", 0, 2)
    d = Variance("D", "cap", 0, 2)
    assert likely_swaps([a, d, b, c]) == [(a, b)]
    assert likely_swaps([]) == []


def test_value():
    assert value_at_risk([Variance("A", "nut", 5, 3), Variance("B", "nut", 1, 2)], {"nut": 7}) == 21
