# SPDX-License-Identifier: Apache-2.0
import random

from lot_ledger import Ledger, NegativeStock, abc_classes, parse_movement


def movements(rng, items, rows):
    lines = []
    for number in range(rows):
        item = "item%02d" % rng.randrange(items)
        day = number * 90 // rows
        dice = rng.random()
        if dice < 0.42:
            lines.append("%d,in,%s,%d,%.2f" % (day, item, rng.randint(20, 240), rng.uniform(0.5, 60)))
        elif dice < 0.98:
            lines.append("%d,out,%s,%d," % (day, item, rng.randint(1, 170)))
        else:
            lines.append("%d,count,%s,%d," % (day, item, 10))
    return lines


def main():
    ledger = Ledger()
    costs = 0
    refused = 0
    for line in movements(random.Random(5150), 24, 9500):
        movement = parse_movement(line)
        if movement.kind == "count" and not ledger.lots.get(movement.item):
            continue
        try:
            costs += ledger.post(movement)
        except NegativeStock:
            refused += 1
    items = sorted(ledger.lots)
    print("posted", len(ledger.history), "refused", refused, "costs", costs)
    print("pieces", sum(ledger.quantity(i) for i in items), "value", sum(ledger.value(i) for i in items))
    print("turnover", [sum(ledger.turnover(i, d, d + 29) for i in items) for d in (0, 30, 60)])
    print("oldest", ledger.oldest(90)[:3], "".join(c for _, c in sorted(abc_classes(ledger).items())))


if __name__ == "__main__":
    main()
