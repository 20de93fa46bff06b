# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal as D

import pytest

from amortization import annuity_factor, halfway, interest_by_year, monthly_payment, schedule, to_cents, total_interest
from offer_compare import Offer, affordable_amount, cheapest


def test_rounding():
    assert to_cents(D("1.005")) == D("1.01") and str(to_cents(D(2))) == "2.00"


def test_annuity_factor():
    assert annuity_factor(D("0.5"), 1) == D(1) / D("1.5")
    assert annuity_factor(D("0.01"), 0) == 0


def test_monthly_payment():
    assert monthly_payment(1200, 0, 12) == D("100.00")
    assert monthly_payment(10000, 12, 12) == D("888.49")


def test_schedule_ends_at_zero():
    plan = schedule(10000, 12, 12)
    assert len(plan) == 12 and plan[-1].balance == 0
    assert plan[0].interest == D("100.00") and plan[0].payment == D("888.49")
    assert sum(i.principal for i in plan) == 10000


def test_extra_payments_shorten():
    plan = schedule(10000, 12, 12, {2: 5000})
    assert len(plan) < 12 and plan[-1].balance == 0
    assert total_interest(plan) < total_interest(schedule(10000, 12, 12))
    assert schedule(0, 5, 12) == []


def test_years_and_halfway():
    plan = schedule(2400, 0, 24)
    assert interest_by_year(plan) == {1: D(0), 2: D(0)}
    assert halfway(plan) == 12 and halfway([]) is None


def test_ranking():
    a, b, c = Offer("a", 5, 24), Offer("b", 3, 24), Offer("c", 3, 24)
    short = Offer("short", 1, 3)
    assert [o.bank for o in cheapest([a, b, c, short], 2400, D(200))] == ["b", "c", "a"]
    assert cheapest([], 100, D(1)) == []


@pytest.mark.parametrize("rate, months, payment, amount", [(0, 10, 100, 1000), (0, 10, "105.50", 1000), (6, 12, 1, 0)])
def test_affordable(rate, months, payment, amount):
    assert affordable_amount(rate, months, D(payment)) == amount
