# SPDX-License-Identifier: Apache-2.0
import pytest

from orgchart import OrgChart


@pytest.fixture
def chart():
    c = OrgChart()
    c.hire("ada", None, "head", 100)
    c.hire("bob", "ada", "lead", 60)
    c.hire("cyd", "ada", "lead", 60)
    c.hire("dee", "cyd", "staff", 30)
    c.hire("eli", "dee", "staff", 20)
    c.hire("zed", None, "owner", 0)
    return c


def test_branch_figures(chart):
    assert chart.headcount("ada") == 5
    assert chart.payroll("cyd") == 110
    assert [chart.height(n) for n in ("ada", "cyd", "bob")] == [3, 2, 0]


def test_chain_and_common_boss(chart):
    assert chart.chain("eli") == ["eli", "dee", "cyd", "ada"]
    assert chart.common_boss("eli", "bob") == "ada"
    assert chart.common_boss("eli", "cyd") == "cyd"
    assert chart.common_boss("eli", "zed") is None


def test_distance(chart):
    assert chart.distance("eli", "bob") == 4
    assert chart.distance("bob", "bob") == 0
    assert chart.distance("bob", "zed") is None


def test_leaving_moves_reports_up(chart):
    chart.leave("cyd")
    assert [p.name for p in chart.reports("ada")] == ["bob", "dee"]
    chart.leave("ada")
    assert [p.name for p in chart.top()] == ["bob", "dee", "zed"]


def test_outline_lists_big_branches_first(chart):
    assert chart.outline()[:3] == [
        "ada, head (5 people, 3 levels, 100.0%)",
        "  cyd, lead (3 people, 2 levels, 40.7%)",
        "    dee, staff (2 people, 1 levels, 18.5%)",
    ]
    assert chart.spans() == [(1, 2), (2, 1)]


def test_hiring_errors(chart):
    with pytest.raises(ValueError):
        chart.hire("bob", "ada")
    with pytest.raises(ValueError):
        chart.hire("new", "nobody")
    assert repr(chart.get("bob")) == "<lead bob>"
