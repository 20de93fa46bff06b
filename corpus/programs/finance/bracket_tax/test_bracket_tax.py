# SPDX-License-Identifier: Apache-2.0
import pytest

from assessment import Household, Person, child_benefit, gross_for_net, marginal_rate, tax_on
from distribution import decile_shares, gini, losers, poor_share, poverty_line


def test_brackets():
    assert [tax_on(i, 2021) for i in (0, 9000, 9100, 20000, 45000, 200000)] == \
        [0, 0, 14, 1540, 8540, 8540 + 23400 + 37800]
    assert [marginal_rate(i, 2021) for i in (9000, 9001, 45000, 10**6)] == [0, 14, 28, 42]
    with pytest.raises(KeyError):
        tax_on(1, 1999)


def test_deductions():
    person = Person(30000, 1000, (("donation", 2000), ("donation", 2000), ("yacht", 9000), ("tools", 500)))
    assert person.taxable() == 30000 + 199 - 3000 - 500
    assert Person(100, 0, (("pension", 500),)).taxable() == 0


def test_child_benefit():
    assert [child_benefit(n) for n in (0, 1, 3, 6)] == [0, 1800, 5700, 12900]


def test_joint_assessment_helps_unequal_couples():
    couple = Household([Person(60000), Person(0)], 1)
    assert couple.separate(2021) == 13940 and couple.joint(2021) == 8680
    assert couple.net_tax(2021) == 6880
    assert Household([Person(5000)], 2).net_tax(2021) == -3600


def test_gross_for_net():
    assert gross_for_net(5000, 2021) == 5000
    gross = gross_for_net(18000, 2021)
    assert gross - tax_on(gross, 2021) >= 18000 > gross - 1 - tax_on(gross - 1, 2021)


def test_gini_and_deciles():
    assert gini([5, 5, 5]) == 0 and gini([0, 0]) == 0.0
    assert gini([0, 10]) == 0.5
    assert decile_shares(list(range(10, 0, -1)))[9] == 10 / 55


def test_losers_order():
    assert losers([1, 1, 1, 1], [2, 5, 0, 2]) == [1, 0, 3]


def test_poverty():
    assert poverty_line([100, 10, 50]) == 30
    assert poor_share([100, 10, 50, 60]) == 0.25
