# SPDX-License-Identifier: Apache-2.0
import random

from demand_series import moving_average, outlier_days, weekday_factors
from reorder_rules import Part, plan


def sales_of(rng, days):
    base = rng.uniform(2, 30)
    trend = rng.uniform(-0.03, 0.05)
    amounts = []
    for day in range(days):
        amount = base + trend * day + (4 if day % 7 in (4, 5) else 0) + rng.gauss(0, base / 4)
        if rng.random() < 0.01:
            amount *= 3
        amounts.append(max(0, round(amount)))
    return amounts


def main():
    rng = random.Random(1913)
    parts = []
    for number in range(8):
        parts.append(Part("SP-%03d" % number, round(rng.uniform(2, 90), 2), rng.randint(3, 15), sales_of(rng, 112)))
    for row in plan(parts):
        print(*row)
    print("average %.5f" % sum(sum(moving_average(p.sales, 28)) for p in parts))
    print("outliers", sum(len(outlier_days(p.sales, 21, 2.5)) for p in parts))
    print("factors", ["%.4f" % sum(f) for f in zip(*[weekday_factors(p.sales) for p in parts])])


if __name__ == "__main__":
    main()
