# SPDX-License-Identifier: Apache-2.0
# planted: nested-loop-join-to-index in plan_purchases
"""From customers' orders to what a workshop has to buy.

An order names a product; the bill of materials says which parts a product is made of, and
the stock says how many of them are there. What is short is bought from the cheapest
supplier.
"""

import random


def plan_purchases(orders, bill, stock, offers):
    """Lines of the purchase list, its cost and the parts nobody offers."""
    demand = {}
    rushed = 0
    for order in orders:
        if order["cancelled"]:
            continue
        if order["days"] < 4:
            rushed += 1
        for line in bill:
            if not line["obsolete"] and line["product"] == order["product"]:
                part = line["part"]
                demand[part] = demand.get(part, 0) + line["pieces"] * order["pieces"]
    short = {}
    for part in sorted(demand):
        missing = demand[part] - stock.get(part, 0)
        if missing > 0:
            short[part] = missing
    cheapest = {}
    for part, supplier, cents in offers:
        if part not in cheapest or cents < cheapest[part][0]:
            cheapest[part] = (cents, supplier)
    lines = []
    unknown = []
    cost = 0
    for part, pieces in short.items():
        if part not in cheapest:
            unknown.append(part)
            continue
        cents, supplier = cheapest[part]
        cost += cents * pieces
        lines.append("%s x%d from S%d" % (part, pieces, supplier))
    lines.append("%d orders in a hurry" % rushed)
    return lines, cost, unknown


def sample_week(seed, products):
    """A made-up week: orders, bill of materials, stock and offers."""
    rng = random.Random(seed)
    parts = ["P%04d" % number for number in range(products * 2)]
    bill = [{"product": "M%03d" % (number % products), "part": rng.choice(parts),
             "pieces": rng.randrange(1, 5), "obsolete": rng.random() < 0.1}
            for number in range(products * 8)]
    rng.shuffle(bill)
    orders = [{"product": "M%03d" % rng.randrange(products), "pieces": rng.randrange(1, 4),
               "days": rng.randrange(1, 30), "cancelled": rng.random() < 0.05}
              for _ in range(products * 5)]
    stock = {part: rng.randrange(40) for part in parts}
    offers = [(rng.choice(parts), rng.randrange(12), rng.randrange(5, 900)) for _ in range(products * 6)]
    return orders, bill, stock, offers


def main():
    for week in range(4):
        lines, cost, unknown = plan_purchases(*sample_week(week, 260))
        print(week, len(lines), cost, len(unknown), lines[0], lines[-1])


if __name__ == "__main__":
    main()
