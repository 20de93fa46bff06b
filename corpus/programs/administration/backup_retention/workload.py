# SPDX-License-Identifier: Apache-2.0
import random
from datetime import datetime, timedelta

from snapshot_pruner import gaps, plan, restore_point


def main():
    rng = random.Random(33)
    names = []
    for host, every in (("db1", 12), ("files", 24), ("mail", 16)):
        when = datetime(2024, 1, 1, 2, 0)
        number = 0
        while when < datetime(2024, 4, 30):
            if rng.random() > 0.04:
                kind = "full" if number % 7 == 0 else "incr"
                names.append(f"{host}@{when:%Y-%m-%dT%H:%M}#{kind}")
                number += 1
            when += timedelta(hours=every)
    rng.shuffle(names)
    keep, delete = plan(names, {"daily": 7, "weekly": 4, "monthly": 3})
    print("keep", len(keep), "delete", len(delete), keep[0], delete[-1])
    print("gaps", [len(gaps(names, host, 26)) for host in ("db1", "files", "mail")])
    points = [restore_point(keep, "db1", datetime(2024, 4, 30) - timedelta(hours=9 * n)) for n in range(14)]
    print("points", points[0], points[-1], len(set(points)))
    print("lengths", sum(n * len(name) for n, name in enumerate(keep)))


if __name__ == "__main__":
    main()
