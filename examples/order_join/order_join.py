# SPDX-License-Identifier: Apache-2.0
"""Build the monthly revenue report from three exports of the shop.

The shop exports orders, customers and products as separate lists of rows;
the report wants one row per order with names filled in, and totals per region.
"""

import random
from collections import namedtuple

Customer = namedtuple("Customer", "id name region")
Product = namedtuple("Product", "sku title cents")
Order = namedtuple("Order", "number customer_id sku quantity")

FREE_SHIPPING_FROM = 5_000
SHIPPING_CENTS = 495


class ReportRow:
    """An order with the customer and the product looked up."""

    def __init__(self, order, customer, product):
        self.number = order.number
        self.customer = customer.name
        self.region = customer.region
        self.title = product.title
        self.cents = product.cents * order.quantity

    def total(self):
        """What the customer pays, shipping included."""
        if self.cents >= FREE_SHIPPING_FROM:
            return self.cents
        return self.cents + SHIPPING_CENTS


def attach_customers(orders, customers):
    """Pairs of (order, customer); orders of unknown customers are left out."""
    pairs = []
    for order in orders:
        for customer in customers:
            if customer.id == order.customer_id:
                pairs.append((order, customer))
                break
    return pairs


def without_withdrawn(orders, withdrawn):
    """Orders whose product is still sold."""
    kept = []
    for order in orders:
        if order.sku in withdrawn:
            continue
        kept.append(order)
    return kept


def build_rows(orders, customers, products, withdrawn):
    """The rows of the report, in the order of the orders."""
    by_sku = {product.sku: product for product in products}
    rows = []
    current = without_withdrawn(orders, withdrawn)
    for order, customer in attach_customers(current, customers):
        rows.append(ReportRow(order, customer, by_sku[order.sku]))
    return rows


def revenue_by_region(rows):
    """Cents per region, regions in alphabetical order."""
    totals = {}
    for row in rows:
        totals[row.region] = totals.get(row.region, 0) + row.total()
    return dict(sorted(totals.items()))


def sample_month(month, order_count):
    """Exports of one month: orders, customers, products, withdrawn SKUs."""
    rng = random.Random(month)
    regions = ["north", "south", "east", "west"]
    customers = [Customer("C%05d" % n, "customer %d" % n, rng.choice(regions))
                 for n in rng.sample(range(100_000), 500)]
    products = [Product("SKU-%d" % n, "thing %d" % n, rng.randrange(100, 9_000))
                for n in range(1_500)]
    withdrawn = [p.sku for p in rng.sample(products, 400)]
    orders = []
    for number in range(order_count):
        customer_id = rng.choice(customers).id if rng.random() < 0.95 else "C-gone"
        orders.append(Order(number, customer_id, rng.choice(products).sku,
                            rng.randrange(1, 6)))
    return orders, customers, products, withdrawn


def main():
    for month in range(1, 19):
        rows = build_rows(*sample_month(month, 2_600))
        print(month, len(rows), revenue_by_region(rows))


if __name__ == "__main__":
    main()
