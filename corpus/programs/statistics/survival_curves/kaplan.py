# SPDX-License-Identifier: Apache-2.0
from typing import NamedTuple, Sequence


class Subject(NamedTuple):
    duration: int
    event: bool
    arm: str
    age: int


class Step(NamedTuple):
    time: int
    at_risk: int
    deaths: int
    survival: float
    variance: float


def event_times(subjects: Sequence[Subject]) -> list:
    return sorted(set([s.duration for s in subjects if s.event]))


def at_risk(subjects, time):
    return sum([1 for s in subjects if s.duration >= time])


def deaths_at(subjects, time):
    return sum([1 for s in subjects if s.event and s.duration == time])


def kaplan_meier(subjects):
    """Product-limit estimate with Greenwood's variance."""
    steps = []
    survival = 1.0
    hazard_sum = 0.0
    for time in event_times(subjects):
        n = at_risk(subjects, time)
        d = deaths_at(subjects, time)
        survival *= 1 - d / n
        if n > d:
            hazard_sum += d / (n * (n - d))
        steps.append(Step(time, n, d, survival, survival ** 2 * hazard_sum))
    return steps


def survival_at(steps, time):
    """Value of the step function; 1 before the first event."""
    value = 1.0
    for step in steps:
        if step.time <= time:
            value = step.survival
    return value


def median_survival(steps):
    for step in steps:
        if step.survival <= 0.5:
            return step.time
    return None


def restricted_mean(steps, horizon):
    """Area under the curve up to the horizon, day by day."""
    area = 0.0
    for day in range(horizon):
        area += survival_at(steps, day)
    return area


def log_rank(subjects, arm_a, arm_b):
    """Chi-square statistic with one degree of freedom."""
    pooled = [s for s in subjects if s.arm in (arm_a, arm_b)]
    observed = expected = variance = 0.0
    for time in event_times(pooled):
        in_a = [s for s in pooled if s.arm == arm_a]
        n, n_a = at_risk(pooled, time), at_risk(in_a, time)
        d, d_a = deaths_at(pooled, time), deaths_at(in_a, time)
        observed += d_a
        expected += d * n_a / n
        if n > 1:
            variance += d * (n_a / n) * (1 - n_a / n) * (n - d) / (n - 1)
    return (observed - expected) ** 2 / variance if variance else 0.0


def age_bands(subjects, width):
    bands = {}
    for s in subjects:
        band = s.age // width * width
        try:
            bands[band].append(s)
        except KeyError:
            bands[band] = [s]
    return dict(sorted(bands.items()))


def concordance_index(subjects):
    """Share of usable pairs in which the older subject fails first."""
    usable = agreeing = 0
    for a in subjects:
        for b in subjects:
            if a.event and a.duration < b.duration:
                usable += 1
                if a.age > b.age:
                    agreeing += 1
                elif a.age == b.age:
                    agreeing += 0.5
    return agreeing / usable if usable else 0.5
