# SPDX-License-Identifier: Apache-2.0
import random

from clarke_wright import build, crates, minutes, timetable
from customers import CustomerFile


def orders(seed, count):
    rng = random.Random(seed)
    lines = ["id,x,y,crates,opens,closes"]
    for number in range(count):
        opens = rng.choice([420, 420, 480, 540])
        lines.append("%d,%.1f,%.1f,%d,%d,%d" % (number, rng.uniform(-25, 25), rng.uniform(-25, 25), rng.randint(2, 14),
                                                opens, opens + rng.choice([150, 300, 480])))
    return "\n".join(lines) + "\n"


def main():
    book = CustomerFile(orders(64, 64))
    depot = book.by_id(0)
    routes = build(depot, book.all()[1:], 80)
    print("routes", len(routes), "crates", [crates(r) for r in routes])
    print("minutes %.3f" % sum(minutes(depot, r) for r in routes))
    print("late", sum(1 for r in routes if timetable(depot, r) is None))
    far = [max(r, key=lambda c: abs(book.by_id(c.id).x) + abs(c.y)).id for r in routes]
    print("far", far, "order", sum(i * c.id for i, c in enumerate(c for r in routes for c in r)))


if __name__ == "__main__":
    main()
