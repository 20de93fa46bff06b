# SPDX-License-Identifier: Apache-2.0
import random

from stowage import Box, Ship, by_port, load_all, violations


def main():
    rng = random.Random(1956)
    boxes = []
    for number in range(150):
        imdg = rng.choice(["1.4", "2.1", "3", "5.1", "8", "4.3"]) if rng.random() < 0.2 else ""
        boxes.append(Box("TRLU%06d" % (number * 7919 % 1000000), round(rng.uniform(4, 29), 1), rng.randint(1, 4), imdg,
                         not imdg and rng.random() < 0.12))
    ship = Ship(7, 6, 4, 72.0)
    left = load_all(ship, boxes)
    print("loaded", len(ship.cargo), "left", len(left), "%.2f t" % sum(b.tons for b in left))
    print("ports", {port: (count, round(tons, 2)) for port, (count, tons) in by_port(ship).items()})
    print("list %.4f" % ship.list_moment(), "violations", len(violations(ship)))
    print("tiers", round(sum(tier * box.tons for (_, _, tier), box in sorted(ship.cargo.items())), 2))


if __name__ == "__main__":
    main()
