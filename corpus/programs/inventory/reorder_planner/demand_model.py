# SPDX-License-Identifier: Apache-2.0
"""Demand statistics for replenishment: smoothing, seasonality, safety stock."""
import math
from typing import Sequence


def moving_average(history: Sequence[int], window: int) -> list[float]:
    """Trailing mean; the first values use what history there is."""
    means = []
    for i in range(len(history)):
        recent = history[max(0, i - window + 1):i + 1]
        means.append(sum(recent) / len(recent))
    return means


def weekday_index(history: Sequence[int]) -> list[float]:
    """Seven factors around 1.0: mean sale of a weekday over the overall mean."""
    factors = []
    for weekday in range(7):
        values = [history[i] for i in range(len(history)) if i % 7 == weekday]
        overall = sum(history) / len(history)
        if overall == 0 or not values:
            factors.append(1.0)
        else:
            factors.append((sum(values) / len(values)) / overall)
    return factors


def deviation(history: Sequence[int]) -> float:
    total = 0.0
    for value in history:
        total += (value - sum(history) / len(history)) ** 2
    return math.sqrt(total / len(history))


def exponential_smoothing(history: Sequence[int], alpha: float) -> float:
    level = float(history[0])
    for value in history[1:]:
        level = alpha * value + (1 - alpha) * level
    return level


def best_alpha(history: Sequence[int]) -> float:
    """The smoothing constant of 0.1 .. 0.9 with the least squared one-step error."""
    best, least = 0.0, math.inf
    for tenth in range(1, 10):
        alpha = tenth / 10
        error = 0.0
        for i in range(1, len(history)):
            error += (history[i] - exponential_smoothing(history[:i], alpha)) ** 2
        if error < least:
            best, least = alpha, error
    return best


SERVICE_FACTORS = {0.90: 1.28, 0.95: 1.65, 0.98: 2.05, 0.99: 2.33}


def safety_stock(history: Sequence[int], lead_days: int, service: float) -> int:
    return math.ceil(SERVICE_FACTORS[service] * deviation(history) * math.sqrt(lead_days))
