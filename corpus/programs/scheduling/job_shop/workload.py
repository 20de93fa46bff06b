# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from shop_floor import Job, Shop, earliest_due, first_come, least_slack, shortest_first, tardiness

MACHINES = ["saw", "lathe", "mill", "drill", "oven"]


def orders(seed, count):
    rng = random.Random(seed)
    releases = []
    minute = 0
    for number in range(count):
        minute += rng.randint(0, 7)
        route = rng.sample(MACHINES, rng.randint(2, 5))
        steps = [(machine, rng.randint(2, 14)) for machine in route]
        due = minute + 3 * sum(m for _, m in steps)
        releases.append((minute, Job("J%03d" % number, due, steps)))
    return releases


def main():
    for rule in (first_come, shortest_first, earliest_due, least_slack):
        releases = orders(12, 700)
        shop = Shop(MACHINES, rule)
        last = shop.run(releases)
        total, worst, late = tardiness([job for _, job in releases])
        use = " ".join("%.4f" % share for share in shop.utilisation().values())
        print(rule.__name__, last, "tardy", total, worst, late, "use", use)
        print("  log", len(shop.log), zlib.crc32("\n".join(shop.log).encode()))


if __name__ == "__main__":
    main()
