# SPDX-License-Identifier: Apache-2.0
"""Cron expressions: five fields 'minute hour day month weekday'.

Weekdays run from 0 (Sunday) to 6. As in cron itself, when both the day and
the weekday are given a date matches if either of them does.
"""
import datetime as dt
import re

LIMITS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]
NAMES = {
    3: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    4: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
}


class CronError(ValueError):
    pass


def number(text, position):
    if text.isdigit():
        return int(text)
    for index, name in enumerate(NAMES.get(position, [])):
        if name == text.lower():
            return index + LIMITS[position][0]
    raise CronError("cannot read %r" % text)


def field_values(text, position):
    """Sorted values of one field, such as '*/15' or '1-5,7'."""
    low, high = LIMITS[position]
    values = []
    for part in text.split(","):
        m = re.match(r"^(\*|[\w]+(?:-[\w]+)?)(?:/(\d+))?$", part)
        if not m:
            raise CronError("cannot read %r" % part)
        step = int(m.group(2) or 1)
        if step == 0:
            raise CronError("step 0 in %r" % part)
        if m.group(1) == "*":
            first, last = low, high
        elif "-" in m.group(1):
            first, last = [number(t, position) for t in m.group(1).split("-")]
        else:
            first = number(m.group(1), position)
            last = high if m.group(2) else first
        if not low <= first <= last <= high:
            raise CronError("%r is out of range" % part)
        for value in range(first, last + 1, step):
            if value not in values:
                values.append(value)
    return sorted(values)


def matches(expression, moment):
    parts = expression.split()
    if len(parts) != 5:
        raise CronError("five fields expected")
    minutes, hours, days, months, weekdays = [field_values(p, i) for i, p in enumerate(parts)]
    if moment.minute not in minutes or moment.hour not in hours or moment.month not in months:
        return False
    weekday = (moment.weekday() + 1) % 7
    if parts[2] != "*" and parts[4] != "*":
        return moment.day in days or weekday in weekdays
    return moment.day in days and weekday in weekdays


def firings(expression, start, end):
    """Moments in [start, end) at which the expression fires."""
    moment = start.replace(second=0, microsecond=0)
    if moment < start:
        moment += dt.timedelta(minutes=1)
    while moment < end:
        if matches(expression, moment):
            yield moment
        moment = moment + dt.timedelta(minutes=1)
