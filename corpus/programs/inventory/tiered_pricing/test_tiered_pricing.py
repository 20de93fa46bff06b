# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest
from invoice_desk import Article, InvoiceDesk, OrderLine
from price_rules import agreement_discount, parse_sheet, round_cents, unit_price

SHEET = "1:4.20; 100:3.10 ;10:3.95"


def test_sheet_is_sorted_by_quantity():
    assert [start for start, _ in parse_sheet(SHEET)] == [1, 10, 100]


@pytest.mark.parametrize("quantity, price", [(1, "4.20"), (9, "4.20"), (10, "3.95"), (5000, "3.10")])
def test_unit_price_at_tier_borders(quantity, price):
    assert unit_price(SHEET, quantity) == Decimal(price)


def test_bad_sheets():
    with pytest.raises(ValueError, match="bad tier"):
        parse_sheet("1:4,20")
    with pytest.raises(ValueError, match="smallest tier"):
        unit_price("5:1.00", 4)


def test_best_agreement_wins_within_its_period():
    agreements = [
        {"customer": "a", "groups": ["x"], "from": 0, "until": 9, "percent": 5},
        {"customer": "a", "groups": ["x", "y"], "from": 5, "until": 6, "percent": 7.5},
        {"customer": "b", "groups": ["x"], "from": 0, "until": 9, "percent": 50},
    ]
    assert agreement_discount(agreements, "a", "x", 5) == Decimal("7.5")
    assert agreement_discount(agreements, "a", "x", 9) == Decimal("5")
    assert agreement_discount(agreements, "a", "z", 5) == 0


def test_half_cents_round_up():
    assert round_cents(Decimal("2.345")) == Decimal("2.35")


def test_statement_groups_by_customer_in_order_of_appearance():
    desk = InvoiceDesk({"n": Article("n", "tools", "1:1.00"), "m": Article("m", "food", "1:2.50")}, [], {"food": 10})
    lines = [OrderLine("zoe", "n", 3, 1), OrderLine("al", "m", 2, 1), OrderLine("zoe", "m", 1, 2)]
    assert desk.customer_totals(lines) == {"zoe": Decimal("5.50"), "al": Decimal("5.00")}
    assert desk.vat_share(lines) == {"food": Decimal("0.75"), "tools": Decimal("0.60")}
    assert desk.statement(lines).split() == ["zoe", "5.50", "al", "5.00", "VAT", "food", "0.75", "VAT", "tools", "0.60"]
