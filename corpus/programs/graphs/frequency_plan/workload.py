# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from channel_plan import ChannelPlan, fewest_channels
from masts import Mast, pairs


def main():
    rng = random.Random(433)
    masts = []
    for n in range(84):
        blocked = (0,) if n % 9 == 4 else (1, 3) if n % 14 == 3 else ()
        masts.append(Mast(f"M{n:02d}", rng.random() * 60, rng.random() * 60, 4 + rng.random() * 3, blocked))
    plan = ChannelPlan(masts, 12)
    plan.assigned["M07"] = 5
    channels = plan.solve()
    print("pairs", len(pairs(masts)), "load", plan.load(), "clashes", plan.clashes())
    print("swap", plan.swap(0, 6), plan.swap(4, 5), "crc", zlib.crc32(repr(sorted(plan.assigned.items())).encode()))
    print("sum", sum(channels.values()), "fewest", fewest_channels(masts[:40]))


if __name__ == "__main__":
    main()
