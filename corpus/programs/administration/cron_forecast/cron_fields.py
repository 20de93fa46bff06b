# SPDX-License-Identifier: Apache-2.0
"""Five-field cron expressions."""

NAMES = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
         "nov": 11, "dec": 12, "sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
LIMITS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]


class CronSyntax(ValueError):
    pass


def number(text):
    return NAMES[text.lower()] if text.lower() in NAMES else int(text)


def expand(field, low, high):
    """Sorted values a field stands for: '*/15', '1-5', 'mon,fri', '10-40/10'."""
    values = []
    try:
        for part in field.split(","):
            span, _, step = part.partition("/")
            if span == "*":
                first, last = low, high
            elif "-" in span:
                first, last = [number(side) for side in span.split("-")]
            else:
                first = last = number(span)
                if step:
                    last = high
            for value in range(first, last + 1, int(step or 1)):
                if value == 7 and high == 6:
                    value = 0
                if not low <= value <= high:
                    raise CronSyntax(f"{value} is outside of {low}-{high}")
                if value not in values:
                    values.append(value)
    except ValueError as problem:
        raise CronSyntax(f"field {field!r}: {problem}") from problem
    return sorted(values)


def matches(expression, when):
    """Vixie rules: if day of month and weekday are both given, one of them is enough."""
    fields = expression.split()
    if len(fields) != 5:
        raise CronSyntax(f"five fields expected: {expression!r}")
    minute, hour, day, month, weekday = [expand(f, *limits) for f, limits in zip(fields, LIMITS)]
    if when.minute not in minute or when.hour not in hour or when.month not in month:
        return False
    day_hit = when.day in day
    weekday_hit = (when.weekday() + 1) % 7 in weekday
    if fields[2] != "*" and fields[4] != "*":
        return day_hit or weekday_hit
    return day_hit and weekday_hit
