# SPDX-License-Identifier: Apache-2.0
import random

from resample_lab import jackknife_influence, median, spread, summary, trimmed_mean


def main():
    rng = random.Random(314)
    series = [round(20 + 6 * rng.gauss(0, 1) + (30 if rng.random() < 0.05 else 0), 3) for _ in range(61)]
    for name, value, plain, shifted in summary(series, 2200, rng):
        print("%-8s %.4f  [%.4f %.4f]  [%.4f %.4f]" % ((name, value) + plain + shifted))
    for statistic in (median, trimmed_mean, spread):
        moves = jackknife_influence(series, statistic)
        print(statistic.__name__, "%.5f" % max(moves), "%.5f" % sum(abs(m) for m in moves))


if __name__ == "__main__":
    main()
