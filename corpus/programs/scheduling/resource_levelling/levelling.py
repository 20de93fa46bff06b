# SPDX-License-Identifier: Apache-2.0
from typing import NamedTuple, Optional


class Activity(NamedTuple):
    code: str
    start: int
    length: int
    crew: int
    latest: int


def histogram(activities, horizon):
    """Workers needed on each day."""
    days = []
    for day in range(horizon):
        days.append(sum(a.crew for a in activities if a.start <= day < a.start + a.length))
    return days


def roughness(activities, horizon):
    """Sum of the squared daily needs (Burgess); the lower the more level."""
    total = 0
    for need in histogram(activities, horizon):
        total += need ** 2
    return total


def level(activities, horizon, rounds=5):
    """Shift activities inside their float, one at a time, while it pays.

    An activity goes to the latest day among equally good ones, so that later
    activities find room before it. The rounds end when nothing moved.
    """
    current = sorted(activities, key=lambda a: (a.latest, a.code))
    for _ in range(rounds):
        moved = False
        for index in range(len(current) - 1, -1, -1):
            activity = current[index]
            best: Optional[Activity] = None
            best_value = 0
            for start in range(activity.start, activity.latest + 1):
                option = activity._replace(start=start)
                trial = current[:index] + [option] + current[index + 1:]
                value = roughness(trial, horizon)
                if best is None or value <= best_value:
                    best, best_value = option, value
            if best != activity:
                current[index] = best
                moved = True
        if not moved:
            break
    return current


def peak(activities, horizon):
    """(day, workers) of the first day with the highest need."""
    days = histogram(activities, horizon)
    return days.index(max(days)), max(days)


def overload_spans(activities, horizon, limit):
    """Stretches [first, last] of days whose need is above the limit."""
    spans = []
    for day in range(horizon):
        if histogram(activities, horizon)[day] <= limit:
            continue
        if spans and spans[-1][1] == day - 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def wage_bill(activities, horizon, day_rate, hire_fee):
    """Wages, plus the fee for every worker hired on top of the day before."""
    days = histogram(activities, horizon)
    bill = 0
    for day in range(len(days)):
        bill += days[day] * day_rate
        before = days[day - 1] if day > 0 else 0
        bill += max(0, days[day] - before) * hire_fee
    return bill


def bars(activities, horizon):
    lines = []
    for activity in sorted(activities, key=lambda a: (a.start, a.code)):
        line = ""
        for day in range(horizon):
            line += "#" if activity.start <= day < activity.start + activity.length else "."
        lines.append(activity.code + " " + line)
    return lines
