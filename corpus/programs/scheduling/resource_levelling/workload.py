# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from levelling import Activity, bars, level, overload_spans, peak, roughness, wage_bill


def site(rng, count, horizon):
    activities = []
    for number in range(count):
        length = rng.randint(2, 9)
        start = rng.randrange(0, horizon - length - 6)
        latest = min(horizon - length, start + rng.choice([0, 0, 2, 4, 6]))
        activities.append(Activity("A%02d" % number, start, length, rng.randint(1, 5), latest))
    return activities


def main():
    horizon = 72
    activities = site(random.Random(1931), 66, horizon)
    smooth = level(activities, horizon, 3)
    for name, plan in (("before", activities), ("after", smooth)):
        print(name, roughness(plan, horizon), peak(plan, horizon), wage_bill(plan, horizon, 210, 90))
        print("  overload", overload_spans(plan, horizon, 22))
        print("  bars", zlib.crc32("\n".join(bars(plan, horizon)).encode()))


if __name__ == "__main__":
    main()
