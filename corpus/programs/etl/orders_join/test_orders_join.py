# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from join_stages import (MissingReference, enrich, find_customer, price_on, region_of, returning_customers,
                         top_products, totals_by)

CUSTOMERS = [{"number": "K1", "name": "Ann", "zip": "12345", "segment": "trade"},
             {"number": "K2", "name": "Bo", "zip": "99999", "segment": "retail"},
             {"number": "K1", "name": "Duplicate", "zip": "0", "segment": "trade"}]
PRICES = [{"sku": "A", "valid_from": 10, "amount": "2.50"}, {"sku": "A", "valid_from": 0, "amount": "2.00"}]
REGIONS = {"1": "North", "12": "Capital"}


def test_first_customer_counts():
    assert find_customer(CUSTOMERS, "K1")["name"] == "Ann"
    with pytest.raises(MissingReference):
        find_customer(CUSTOMERS, "K9")


def test_price_in_force():
    assert price_on(PRICES, "A", 9)["amount"] == "2.00"
    assert price_on(PRICES, "A", 10)["amount"] == "2.50"
    with pytest.raises(MissingReference):
        price_on(PRICES, "A", -1)
    twice = PRICES + [{"sku": "A", "valid_from": 10, "amount": "2.75"}]
    assert price_on(twice, "A", 11)["amount"] == "2.75"


def test_region_longest_prefix():
    assert region_of(REGIONS, "12000") == "Capital"
    assert region_of(REGIONS, "19000") == "North"
    assert region_of(REGIONS, "5") == "UNKNOWN"


def test_enrich_rejects_and_leaves_orders_alone():
    orders = [{"id": 1, "customer": "K1", "sku": "A", "day": 12, "quantity": 2},
              {"id": 2, "customer": "K7", "sku": "A", "day": 12, "quantity": 1},
              {"id": 3, "customer": "K2", "sku": "Z", "day": 12, "quantity": 1}]
    joined, rejected = enrich(orders, CUSTOMERS, PRICES, REGIONS)
    assert [r["amount"] for r in joined] == [Decimal("5.00")]
    assert joined[0]["region"] == "Capital"
    assert rejected == [(2, "customer K7"), (3, "price of Z on 12")]
    assert "amount" not in orders[0]


def test_totals_and_returning():
    rows = [{"customer": "b", "r": 2, "amount": Decimal(1)}, {"customer": "a", "r": 1, "amount": Decimal(2)},
            {"customer": "a", "r": 2, "amount": Decimal(4)}, {"customer": "b", "r": 2, "amount": Decimal(8)},
            {"customer": "a", "r": 2, "amount": Decimal(0)}]
    assert totals_by(rows, "r") == {(1,): Decimal(2), (2,): Decimal(13)}
    assert returning_customers(rows) == ["a", "b"]


def test_top_products_ties():
    rows = [{"sku": s, "amount": Decimal(a)} for s, a in (("x", 3), ("y", 5), ("z", 3), ("w", 5))]
    assert top_products(rows, 3) == [("y", 5), ("w", 5), ("x", 3)]
    assert top_products([], 3) == []
