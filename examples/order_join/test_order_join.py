# SPDX-License-Identifier: Apache-2.0
from order_join import (Customer, Order, Product, ReportRow, attach_customers,
                        build_rows, revenue_by_region, without_withdrawn)

ANN = Customer("C1", "Ann", "north")
BOB = Customer("C2", "Bob", "south")
PEN = Product("P", "pen", 100)
DESK = Product("D", "desk", 9_000)


def test_attaches_the_matching_customer():
    orders = [Order(1, "C2", "P", 1), Order(2, "C1", "P", 1)]
    assert attach_customers(orders, [ANN, BOB]) == [(orders[0], BOB), (orders[1], ANN)]


def test_first_of_two_customers_with_one_id_wins():
    twin = Customer("C1", "Ann's twin", "east")
    order = Order(1, "C1", "P", 1)
    assert attach_customers([order], [ANN, twin]) == [(order, ANN)]


def test_unknown_customers_are_left_out():
    assert attach_customers([Order(1, "C9", "P", 1)], [ANN, BOB]) == []
    assert attach_customers([Order(1, "C9", "P", 1)], []) == []


def test_withdrawn_products_are_left_out():
    orders = [Order(1, "C1", "P", 1), Order(2, "C1", "D", 1)]
    assert without_withdrawn(orders, ["D", "X"]) == orders[:1]
    assert without_withdrawn(orders, []) == orders


def test_small_orders_pay_shipping():
    assert ReportRow(Order(1, "C1", "P", 2), ANN, PEN).total() == 695
    assert ReportRow(Order(1, "C1", "D", 2), ANN, DESK).total() == 18_000


def test_report_end_to_end():
    orders = [Order(1, "C2", "P", 1), Order(2, "C1", "D", 1), Order(3, "C9", "P", 1)]
    rows = build_rows(orders, [ANN, BOB], [PEN, DESK], [])
    assert [row.customer for row in rows] == ["Bob", "Ann"]
    assert list(revenue_by_region(rows).items()) == [("north", 9_000), ("south", 595)]
