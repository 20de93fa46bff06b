# SPDX-License-Identifier: Apache-2.0
import math

import pytest

from bondmath import (Bond, NoYield, ZeroCurve, bootstrap, cash_flows, convexity, macaulay_duration,
                      price_from_yield, yield_from_price)

PAR = Bond("par", 6.0, 3.0, 2)
ZERO = Bond("zero", 0.0, 5.0, 1)


def test_cash_flows():
    assert cash_flows(Bond("b", 4.0, 1.25, 2)) == [(0.25, 2.0), (0.75, 2.0), (1.25, 102.0)]
    assert cash_flows(Bond("b", 4.0, 0.0)) == []


def test_par_bond():
    assert price_from_yield(PAR, 0.06) == pytest.approx(100)
    assert yield_from_price(PAR, 100.0) == pytest.approx(0.06, abs=1e-8)


def test_no_yield():
    with pytest.raises(NoYield):
        yield_from_price(ZERO, 1e6)


def test_duration_of_zero_bond():
    assert macaulay_duration(ZERO, 0.03) == pytest.approx(5.0)
    assert macaulay_duration(PAR, 0.06) < 3.0
    assert convexity(ZERO, 0.0) == pytest.approx(30, rel=1e-3)


def test_curve():
    curve = ZeroCurve()
    curve.add(1.0, 0.02)
    curve.add(3.0, 0.04)
    assert [curve.rate(t) for t in (0.5, 1.0, 2.0, 3.0, 9.0)] == pytest.approx([0.02, 0.02, 0.03, 0.04, 0.04])
    assert curve.discount(2.0) == pytest.approx(math.exp(-0.06))
    with pytest.raises(ValueError):
        curve.add(3.0, 0.05)


def test_copy_is_independent():
    curve = ZeroCurve()
    curve.add(1.0, 0.02)
    other = curve.copy()
    other.add(2.0, 0.03)
    assert curve.times == [1.0] and other.times == [1.0, 2.0]


def test_bootstrap_reprices():
    market = [(PAR, 101.0), (Bond("a", 2.0, 1.0, 1), 99.5), (ZERO, 84.0)]
    curve = bootstrap(market)
    assert curve.times == [1.0, 3.0, 5.0]
    for bond, price in market:
        assert curve.price(bond) == pytest.approx(price, abs=1e-6)
