# SPDX-License-Identifier: Apache-2.0
# planted: dict-keys-membership in close_till
"""Close the till of a farm shop: sales by product, unknown codes, and what to order."""

import random


def close_till(receipts, prices, stock):
    """Lines for the farmer; a receipt is a list of product codes."""
    # money, and codes that the till did not know
    income = 0
    sold = {}
    unknown = 0
    for receipt in receipts:
        for code in receipt:
            if code in sorted(prices.keys()):
                income += prices[code]
                sold[code] = sold.get(code, 0) + 1
            else:
                unknown += 1

    # large receipts get a postcard next time
    large = 0
    for receipt in receipts:
        if len(receipt) > 9:
            large += 1

    # what is short for the next day
    order = []
    for code in sorted(stock):
        if stock[code] < 2 * sold.get(code, 0):
            order.append(code)

    # products in the order of their codes, for the shelf labels
    labels = sorted(prices.keys())
    return [
        "%d receipts, %d large" % (len(receipts), large),
        "%d cents, %d unknown codes" % (income, unknown),
        "order %s and %d more" % (order[:3], max(0, len(order) - 3)),
        "labels from %s to %s" % (labels[0], labels[-1]),
    ]


def day(rng, codes, customers):
    """Receipts of a day."""
    return [[rng.choice(codes) for _ in range(rng.randrange(1, 12))] for _ in range(customers)]


def main():
    rng = random.Random(88)
    codes = ["P%03d" % number for number in range(420)]
    rng.shuffle(codes)
    prices = {code: rng.randrange(50, 1_900) for code in codes[:400]}
    stock = {code: rng.randrange(4, 60) for code in codes}
    for name in ("Thursday", "Friday", "Saturday", "Sunday"):
        for line in close_till(day(rng, codes, 900), prices, stock):
            print(name, line)


if __name__ == "__main__":
    main()
