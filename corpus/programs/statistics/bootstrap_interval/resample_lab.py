# SPDX-License-Identifier: Apache-2.0
"""Percentile and BCa-style bootstrap intervals for small laboratory series."""
from math import erf, sqrt


def mean(xs):
    return sum(xs) / len(xs)


def median(xs):
    n = len(xs)
    if n % 2 == 1:
        return sorted(xs)[n // 2]
    return (sorted(xs)[n // 2 - 1] + sorted(xs)[n // 2]) / 2


def trimmed_mean(xs, share=0.1):
    """Mean after dropping the `share` smallest and largest values."""
    cut = int(len(xs) * share)
    rest = list(xs)
    for _ in range(cut):
        rest.remove(min(rest))
        rest.remove(max(rest))
    return mean(rest)


def spread(xs):
    total = 0.0
    for x in xs:
        total += (x - mean(xs)) ** 2
    return sqrt(total / (len(xs) - 1))


def resample(xs, rng):
    picked = []
    for _ in range(len(xs)):
        picked.append(xs[rng.randrange(len(xs))])
    return picked


def replicate(xs, statistic, rounds, rng):
    return [statistic(resample(xs, rng)) for _ in range(rounds)]


def quantile(values, q):
    """Linear interpolation between the order statistics."""
    if not 0 <= q <= 1:
        raise ValueError("q must lie in 0..1")
    ordered = sorted(values)
    at = q * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def percentile_interval(replicas, level):
    tail = (1 - level) / 2
    return quantile(replicas, tail), quantile(replicas, 1 - tail)


def phi(z):
    return 0.5 * (1 + erf(z / sqrt(2)))


def phi_inverse(p):
    low, high = -8.0, 8.0
    for _ in range(60):
        mid = (low + high) / 2
        if phi(mid) < p:
            low = mid
        else:
            high = mid
    return (low + high) / 2


def bias_corrected_interval(xs, statistic, replicas, level):
    """Shift the percentiles by the share of replicas below the observed value."""
    below = len([r for r in replicas if r < statistic(xs)])
    share = min(max(below / len(replicas), 1e-6), 1 - 1e-6)
    z0 = phi_inverse(share)
    tail = (1 - level) / 2
    low = phi(2 * z0 + phi_inverse(tail))
    high = phi(2 * z0 + phi_inverse(1 - tail))
    return quantile(replicas, low), quantile(replicas, high)


def jackknife_influence(xs, statistic):
    """How much the statistic moves when each observation is left out."""
    influence = []
    for i in range(len(xs)):
        without = xs[:i] + xs[i + 1:]
        influence.append(statistic(xs) - statistic(without))
    return influence


def summary(xs, rounds, rng, level=0.9):
    report = []
    for name, statistic in (("mean", mean), ("median", median), ("trimmed", trimmed_mean), ("sd", spread)):
        replicas = replicate(xs, statistic, rounds, rng)
        report.append((name, statistic(xs), percentile_interval(replicas, level),
                       bias_corrected_interval(xs, statistic, replicas, level)))
    return report
