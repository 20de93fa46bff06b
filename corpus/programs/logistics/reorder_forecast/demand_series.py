# SPDX-License-Identifier: Apache-2.0
"""Demand forecasts for spare parts from daily sales."""
import math


def moving_average(sales, window):
    """Mean of the last days up to each day; shorter at the start."""
    result = []
    for day in range(len(sales)):
        part = sales[max(0, day - window + 1):day + 1]
        result.append(sum(part) / len(part))
    return result


def smoothed(sales, alpha):
    """Simple exponential smoothing; the forecast for the day after each day."""
    if not sales:
        return []
    level = float(sales[0])
    out = [level]
    for amount in sales[1:]:
        level = alpha * amount + (1 - alpha) * level
        out.append(level)
    return out


def forecast_error(sales, alpha):
    """Root mean square of the one-day-ahead errors."""
    if len(sales) < 2:
        return 0.0
    errors = []
    for day in range(1, len(sales)):
        errors.append((sales[day] - smoothed(sales, alpha)[day - 1]) ** 2)
    return math.sqrt(sum(errors) / len(errors))


def best_alpha(sales):
    """The step of 0.1 with the smallest error, the smaller step on a tie."""
    candidates = [step / 10 for step in range(1, 10)]
    return min(candidates, key=lambda alpha: forecast_error(sales, alpha))


def weekday_factors(sales):
    """How much each day of the week sells against the mean (1.0 when unknown)."""
    factors = []
    for weekday in range(7):
        values = [sales[i] for i in range(len(sales)) if i % 7 == weekday]
        mean = sum(sales) / len(sales) if sales else 0
        if values and mean:
            factors.append(sum(values) / len(values) / mean)
        else:
            factors.append(1.0)
    return factors


def outlier_days(sales, window, limit):
    """Days whose sales exceed the mean of the days before by so many deviations."""
    days = []
    for day in range(window, len(sales)):
        before = sales[day - window:day]
        mean = sum(before) / window
        spread = math.sqrt(sum((v - mean) ** 2 for v in before) / window)
        if sales[day] > mean + limit * spread and spread > 0:
            days.append(day)
    return days
