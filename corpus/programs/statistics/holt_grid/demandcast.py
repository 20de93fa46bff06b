# SPDX-License-Identifier: Apache-2.0
"""Exponential smoothing forecasts for shop demand, parameters by grid search."""


def simple(alpha):
    def run(series):
        levels = [series[0]]
        for value in series[1:]:
            levels.append(alpha * value + (1 - alpha) * levels[-1])
        return levels
    return run


def ses_forecast(series, alpha):
    return simple(alpha)(series)[-1]


def holt(series, alpha, beta):
    """Level and trend after the last observation."""
    level, trend = series[0], series[1] - series[0]
    for value in series[1:]:
        before = level
        level = alpha * value + (1 - alpha) * (level + trend)
        trend = beta * (level - before) + (1 - beta) * trend
    return level, trend


def one_step_errors(series, forecaster, warmup):
    """Forecast errors of every point after the warm-up, each from its own past."""
    errors = []
    for t in range(warmup, len(series)):
        past = series[:t]
        errors.append(series[t] - forecaster(past))
    return errors


def mse(errors):
    return sum([e ** 2 for e in errors]) / len(errors)


def mape(series, errors):
    pairs = list(zip(series[-len(errors):], errors))
    used = [(v, e) for v, e in pairs if v != 0]
    return sum(abs(e / v) for v, e in used) / len(used)


def grid(steps):
    return [round((i + 1) / (steps + 1), 6) for i in range(steps)]


def tune_ses(series, steps, warmup=5):
    scored = []
    for alpha in grid(steps):
        errors = one_step_errors(series, lambda past: ses_forecast(past, alpha), warmup)
        scored.append((mse(errors), alpha))
    return sorted(scored)[0]


def tune_holt(series, steps, warmup=5):
    scored = []
    for alpha in grid(steps):
        for beta in grid(steps):
            errors = one_step_errors(series, lambda past: sum(holt(past, alpha, beta)), warmup)
            scored.append((mse(errors), alpha, beta))
    return sorted(scored)[0]


def autocorrelation(errors, lag):
    mean = sum(errors) / len(errors)
    top = sum((errors[i] - mean) * (errors[i - lag] - mean) for i in range(lag, len(errors)))
    bottom = sum((e - mean) ** 2 for e in errors)
    return top / bottom if bottom else 0.0


def ljung_box(errors, lags):
    n = len(errors)
    total = 0.0
    for lag in range(1, lags + 1):
        total += autocorrelation(errors, lag) ** 2 / (n - lag)
    return n * (n + 2) * total


def choose_model(series, steps):
    """The better of both models as (name, parameters, mse, residual statistic)."""
    if len(series) < 8:
        raise ValueError("series too short to tune")
    ses_error, alpha = tune_ses(series, steps)
    holt_error, level_alpha, beta = tune_holt(series, steps)
    if ses_error <= holt_error * 1.01:
        errors = one_step_errors(series, lambda past: ses_forecast(past, alpha), 5)
        return "ses", (alpha,), ses_error, ljung_box(errors, 4)
    errors = one_step_errors(series, lambda past: sum(holt(past, level_alpha, beta)), 5)
    return "holt", (level_alpha, beta), holt_error, ljung_box(errors, 4)


def outlook(series, model, parameters, horizon):
    if model == "ses":
        return [ses_forecast(series, parameters[0]) for _ in range(horizon)]
    path = []
    for h in range(1, horizon + 1):
        level, trend = holt(series, *parameters)
        path.append(level + h * trend)
    return path
