# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal


class MissingReference(KeyError):
    """An order refers to something the master data does not hold."""


def find_customer(customers, number):
    for customer in customers:
        if customer["number"] == number:
            return customer
    raise MissingReference("customer %s" % number)


def price_on(prices, sku, day):
    """Price row in force on a day: the latest valid_from that is not later."""
    rows = [p for p in prices if p["sku"] == sku and p["valid_from"] <= day]
    rows.sort(key=lambda p: p["valid_from"])
    if not rows:
        raise MissingReference("price of %s on %s" % (sku, day))
    return rows[-1]


def region_of(regions, zip_code):
    """Longest matching zip prefix decides about the region."""
    best = None
    for prefix in regions.keys():
        if zip_code.startswith(prefix):
            if best is None or len(prefix) > len(best):
                best = prefix
    return regions[best] if best is not None else "UNKNOWN"


def enrich(orders, customers, prices, regions):
    """Joined rows and the rejected orders with their reasons."""
    joined, rejected = [], []
    for order in orders:
        try:
            customer = find_customer(customers, order["customer"])
            price = price_on(prices, order["sku"], order["day"])
        except MissingReference as problem:
            rejected.append((order["id"], problem.args[0]))
            continue
        row = dict(order)
        row.update({"name": customer["name"], "segment": customer["segment"]})
        row["region"] = region_of(regions, customer["zip"])
        row["amount"] = Decimal(price["amount"]) * order["quantity"]
        joined = joined + [row]
    return joined, rejected


def totals_by(rows, *columns):
    groups = {}
    for row in rows:
        key = tuple(row[c] for c in columns)
        if key not in groups.keys():
            groups[key] = Decimal(0)
        groups[key] += row["amount"]
    return dict(sorted(groups.items()))


def returning_customers(rows):
    """Numbers of customers with a second order, in the order of that second order."""
    seen, returning = [], []
    for row in rows:
        number = row["customer"]
        if number in seen:
            if number not in returning:
                returning.append(number)
        else:
            seen.append(number)
    return returning


def top_products(rows, count):
    """Best selling products by amount; equal amounts in order of first sale."""
    totals = {}
    for row in rows:
        totals[row["sku"]] = totals.get(row["sku"], Decimal(0)) + row["amount"]
    result = []
    for _ in range(min(count, len(totals))):
        sku = max(totals, key=lambda s: totals[s])
        result.append((sku, totals.pop(sku)))
    return result
