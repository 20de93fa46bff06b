# SPDX-License-Identifier: Apache-2.0
# planted: first-of-list-to-next-iter in run_evening
"""An evening in the kitchen of a large restaurant."""

import random
from collections import OrderedDict


def run_evening(arrivals, cooks):
    """Cook orders in the order of their arrival; returns what the owner wants to know."""
    orders = OrderedDict()
    cooked = 0
    waits = []
    cancelled = 0
    for minute, tables in enumerate(arrivals):
        # new orders; a table that orders again is moved to the end
        for table, dishes in tables:
            if table in orders:
                orders.move_to_end(table)
            orders[table] = (minute, dishes)

        # every tenth minute somebody at the end loses patience
        if minute % 10 == 9 and len(orders) > 50:
            orders.popitem(last=True)
            cancelled += 1

        # each cook takes the oldest order
        for _ in range(cooks):
            if orders:
                table, order = list(orders.items())[0]
                del orders[table]
                waits.append(minute - order[0])
                cooked += order[1]

    # what is left over
    first = list(orders.values())[:1]
    mean = sum(waits) / len(waits) if waits else 0.0
    return {
        "cooked": cooked,
        "cancelled": cancelled,
        "left": len(orders),
        "oldest": first,
        "mean": "%.2f" % mean,
    }


def evening(rng, minutes, guests):
    """Orders of (table, dishes) by minute."""
    return [[(rng.randrange(40_000), rng.randrange(1, 7)) for _ in range(guests)]
            for _ in range(minutes)]


def main():
    rng = random.Random(84)
    for name, cooks in (("Friday", 6), ("Saturday", 5)):
        arrivals = evening(rng, 400, 13)
        for key, value in run_evening(arrivals, cooks).items():
            print(name, key, value)
    print(run_evening([], 2))


if __name__ == "__main__":
    main()
