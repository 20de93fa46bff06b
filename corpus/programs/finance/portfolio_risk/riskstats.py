# SPDX-License-Identifier: Apache-2.0
import math


def returns(prices):
    """Simple returns between consecutive prices."""
    result = []
    for i in range(1, len(prices)):
        result.append(prices[i] / prices[i - 1] - 1.0)
    return result


def average(xs):
    total = 0.0
    for x in xs:
        total += x
    return total / len(xs)


def covariance(xs, ys):
    if len(xs) != len(ys):
        raise ValueError("series differ in length")
    total = 0.0
    for i in range(len(xs)):
        total += (xs[i] - average(xs)) * (ys[i] - average(ys))
    return total / (len(xs) - 1)


def covariance_matrix(series):
    names = list(series)
    matrix = []
    for a in names:
        row = []
        for b in names:
            row.append(covariance(returns(series[a]), returns(series[b])))
        matrix.append(row)
    return names, matrix


def correlation_matrix(matrix):
    size = len(matrix)
    return [[matrix[i][j] / math.sqrt(matrix[i][i] * matrix[j][j]) for j in range(size)] for i in range(size)]


def drawdowns(values):
    """Loss against the highest value so far, as a fraction, for every day."""
    result = []
    for day in range(len(values)):
        peak = max(values[:day + 1])
        result.append(1.0 - values[day] / peak)
    return result


def value_at_risk(changes, level=0.95):
    """Historical value at risk: the loss that is not exceeded with the given probability."""
    losses = sorted([-c for c in changes])
    index = min(int(level * len(losses)), len(losses) - 1)
    return losses[index]


def rolling_volatility(changes, window):
    result = []
    for end in range(window, len(changes) + 1):
        part = changes[end - window:end]
        mean = sum(part) / window
        result.append(math.sqrt(sum([(c - mean) ** 2 for c in part]) / (window - 1)))
    return result
