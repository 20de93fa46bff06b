# SPDX-License-Identifier: Apache-2.0
import random

from slo_bins import by_service, fleet, log_edges, slo_report


def access_log(n, seed):
    rng = random.Random(seed)
    services = ["auth", "cart", "search", "price-api"]
    lines = []
    for i in range(n):
        millis = rng.lognormvariate(4.2, 0.9)
        retry = " retry=%d" % (i % 3 + 1) if i % 11 == 0 else ""
        lines.append("%d %s %.2fms%s" % (1700000000 + i, services[int(rng.random() * 4)], millis, retry))
        if i % 50 == 0:
            lines.append("-- rotated --")
    return lines


def main():
    table = by_service(access_log(40000, 17), log_edges(5.0, 1000.0, 14))
    for row in slo_report(table, 150.0):
        print({k: round(v, 4) if isinstance(v, float) else v for k, v in row.items()})
    whole = fleet(table)
    print(whole.total(), whole.under, whole.over, whole.cumulative()[::7])
    print(sum(map(len, whole.bars().splitlines())))


if __name__ == "__main__":
    main()
