# SPDX-License-Identifier: Apache-2.0
from collections import Counter

from temperament import Temperament, interval_table

KIRNBERGER = """! kirnberger3.scl
Kirnberger III
12
256/243
193.157
32/27
5/4
4/3
45/32
696.578
128/81
889.735
16/9
15/8
2/1
"""


def main():
    tuning = Temperament(KIRNBERGER, 415.3)
    drift = 0.0
    keys = 0
    for n in range(24):
        key, gap = tuning.nearest_key(61.7 * 1.17 ** n)
        keys = keys * 7 + key
        drift += gap
    print("keys", keys, "drift", round(drift, 6))
    roughness = [round(tuning.beating((57 + n, 61 + n, 64 + n)), 6) for n in range(24)]
    print("smoothest", roughness.index(min(roughness)), "sum", round(sum(roughness), 4))
    names = Counter(name for _, _, name in interval_table(tuning, 60, 66))
    print(sorted(names.items()))


if __name__ == "__main__":
    main()
