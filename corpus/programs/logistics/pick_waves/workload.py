# SPDX-License-Identifier: Apache-2.0
import random

from waves import Warehouse, run_day


def main():
    rng = random.Random(2525)
    stock = []
    for aisle in "ABCDEFGH":
        for bay in range(1, 20):
            for level in (1, 2):
                stock.append(["%s-%02d-%d" % (aisle, bay, level), "SKU%03d" % rng.randrange(90), rng.randint(20, 110)])
    orders = []
    for number in range(2000):
        lines = [("SKU%03d" % rng.randrange(90), rng.randint(1, 5)) for _ in range(rng.randint(1, 6))]
        orders.append({"id": number, "time": rng.randrange(480, 960), "lines": lines})
    warehouse = Warehouse(stock)
    day = run_day(warehouse, orders, 14)
    print("waves", len(day), "metres", sum(w["metres"] for w in day), "pieces", sum(w["pieces"] for w in day))
    print("short", sum(len(w["short"]) for w in day), "left", sum(row[2] for row in stock))
    print("first", day[0]["route"], "last", day[-1]["orders"])
    print("check", sum(i * int(slot[2:4]) for w in day for i, slot in enumerate(w["route"])))


if __name__ == "__main__":
    main()
