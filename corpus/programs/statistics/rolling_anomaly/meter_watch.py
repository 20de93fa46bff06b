# SPDX-License-Identifier: Apache-2.0
"""Flags odd readings in a power meter series."""
import math
import statistics


def rolling(series, size):
    """Trailing windows: the reading itself is the last of its window."""
    for i in range(len(series)):
        yield series[max(0, i - size + 1):i + 1]


def rolling_mean(series, size):
    return [sum(window) / len(window) for window in rolling(series, size)]


def rolling_deviation(series, size):
    out = []
    for window in rolling(series, size):
        mid = sum(window) / len(window)
        out.append(math.sqrt(sum((v - mid) ** 2 for v in window) / len(window)))
    return out


def rolling_median(series, size):
    return [statistics.median(window) for window in rolling(series, size)]


def rolling_peak(series, size):
    peaks = []
    for i in range(len(series)):
        peak = series[i]
        for back in range(1, size):
            if i - back >= 0 and series[i - back] > peak:
                peak = series[i - back]
        peaks.append(peak)
    return peaks


def fill_gaps(series):
    """None is a lost reading: interpolate, or repeat the nearest at the ends."""
    filled = []
    for i, value in enumerate(series):
        if value is not None:
            filled.append(value)
            continue
        before = [j for j in range(i) if series[j] is not None]
        after = [j for j in range(i + 1, len(series)) if series[j] is not None]
        if before and after:
            a, b = before[-1], after[0]
            filled.append(series[a] + (series[b] - series[a]) * (i - a) / (b - a))
        elif before or after:
            filled.append(series[before[-1] if before else after[0]])
        else:
            raise ValueError("no reading at all")
    return filled


def deseason(series, period):
    """Subtract the mean of each phase of the period."""
    out = []
    for i in range(len(series)):
        phase = series[i % period::period]
        out.append(series[i] - sum(phase) / len(phase))
    return out


def find_anomalies(series, size=24, limit=3.0):
    means = rolling_mean(series, size)
    deviations = rolling_deviation(series, size)
    medians = rolling_median(series, size)
    flagged = []
    for i in range(size, len(series)):
        # judged by the window that ends just before the reading
        scale = max(deviations[i - 1], 1e-9)
        score = abs(series[i] - means[i - 1]) / scale
        if score > limit and abs(series[i] - medians[i - 1]) > scale:
            flagged.append((i, round(score, 4)))
    return flagged


def episodes(flagged, distance):
    """Neighbouring flags as (first, last, worst score)."""
    merged = []
    for i, score in flagged:
        if merged and i - merged[-1][1] <= distance:
            first, _, worst = merged[-1]
            merged[-1] = (first, i, max(worst, score))
        else:
            merged.append((i, i, score))
    return merged
