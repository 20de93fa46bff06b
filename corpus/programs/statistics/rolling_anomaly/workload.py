# SPDX-License-Identifier: Apache-2.0
import math
import random

from meter_watch import deseason, episodes, fill_gaps, find_anomalies, rolling_peak


def readings(days, seed):
    rng = random.Random(seed)
    series = []
    for hour in range(days * 24):
        value = 40 + 12 * math.sin(hour * math.pi / 12) + rng.gauss(0, 1.5)
        if rng.random() < 0.006:
            value += rng.choice((-30, 25, 45))
        series.append(None if rng.random() < 0.02 else round(value, 3))
    return series


def main():
    filled = fill_gaps(readings(700, 6))
    flat = deseason(filled, 24)
    flagged = find_anomalies(flat, 48, 3.2)
    peaks = rolling_peak(filled, 12)
    print("flags", len(flagged), "score %.4f" % sum(score for _, score in flagged))
    print("episodes", episodes(flagged, 6)[:3])
    print("peaks %.3f" % sum(peaks), "filled %.3f" % sum(filled))


if __name__ == "__main__":
    main()
