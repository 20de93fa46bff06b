# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from lot_ledger import Ledger, NegativeStock, abc_classes, parse_movement


def posted(*rows):
    ledger = Ledger()
    return ledger, [ledger.post(parse_movement(row)) for row in rows]


def test_parse():
    movement = parse_movement("12,in,bolt,400,0.12")
    assert (movement.day, movement.pieces, movement.price) == (12, 400, Decimal("0.12"))
    assert parse_movement("13,out,bolt,25,").price is None
    with pytest.raises(ValueError):
        parse_movement("1,lost,bolt,2,")


def test_fifo_cost():
    ledger, costs = posted("1,in,nut,10,1.00", "2,in,nut,10,2.00", "3,out,nut,12,")
    assert costs == [0, 0, Decimal("14.00")]
    assert ledger.quantity("nut") == 8
    assert ledger.value("nut") == Decimal("16.00")


def test_refused_issue_is_in_the_history_but_takes_nothing():
    ledger, _ = posted("1,in,nut,3,1.00")
    with pytest.raises(NegativeStock, match="4 wanted, 3 there"):
        ledger.post(parse_movement("2,out,nut,4,"))
    assert ledger.quantity("nut") == 3
    assert len(ledger.history) == 2


def test_count_corrects_both_ways():
    ledger, costs = posted("1,in,nut,10,1.50", "2,count,nut,8,", "3,count,nut,12,")
    assert costs == [0, Decimal("3.00"), Decimal("-6.00")]
    assert ledger.quantity("nut") == 12


def test_turnover_and_age():
    ledger, _ = posted("1,in,nut,9,1", "2,in,cap,9,1", "3,out,nut,2,", "5,out,nut,1,", "6,out,cap,9,", "9,in,cap,1,1")
    assert ledger.turnover("nut", 3, 4) == 2
    assert ledger.turnover("nut", 0, 9) == 3
    assert ledger.oldest(10) == [("nut", 9), ("cap", 1)]


def test_abc():
    ledger, _ = posted("1,in,a,1,80", "1,in,b,1,15", "1,in,c,1,5")
    assert abc_classes(ledger) == {"a": "A", "b": "B", "c": "C"}
    assert abc_classes(Ledger()) == {}
