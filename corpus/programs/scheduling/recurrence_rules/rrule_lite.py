# SPDX-License-Identifier: Apache-2.0
"""Recurring appointments: a readable part of the iCalendar RRULE."""
from __future__ import annotations

import calendar
import datetime
from typing import Iterator

DAY_CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class RuleError(ValueError):
    """The text is not a rule we can follow."""


def parse_rule(text: str) -> dict:
    """'FREQ=MONTHLY;BYDAY=2TU;COUNT=5' -> dict with lower case keys."""
    rule: dict = {"interval": 1, "byday": [], "bymonthday": [], "count": None, "until": None}
    for part in text.split(";"):
        if "=" not in part:
            raise RuleError(part)
        key, value = part.split("=", 1)
        key = key.lower()
        if key == "freq":
            if value not in ("DAILY", "WEEKLY", "MONTHLY"):
                raise RuleError(value)
            rule["freq"] = value
        elif key in ("interval", "count"):
            rule[key] = int(value)
        elif key == "until":
            rule[key] = datetime.datetime.strptime(value, "%Y%m%d").date()
        elif key == "bymonthday":
            rule[key] = [int(v) for v in value.split(",")]
        elif key == "byday":
            for item in value.split(","):
                code = item[-2:]
                if code not in DAY_CODES:
                    raise RuleError(item)
                rule[key].append((int(item[:-2] or 0), DAY_CODES.index(code)))
        else:
            raise RuleError(key)
    if "freq" not in rule:
        raise RuleError("no FREQ")
    return rule


def month_days(year: int, month: int) -> list[datetime.date]:
    _, length = calendar.monthrange(year, month)
    return [datetime.date(year, month, d) for d in range(1, length + 1)]


def fits(rule: dict, start: datetime.date, day: datetime.date) -> bool:
    if rule["freq"] == "DAILY":
        if (day - start).days % rule["interval"] != 0:
            return False
        return not rule["byday"] or day.weekday() in [w for _, w in rule["byday"]]
    if rule["freq"] == "WEEKLY":
        monday = day - datetime.timedelta(days=day.weekday())
        first = start - datetime.timedelta(days=start.weekday())
        if (monday - first).days // 7 % rule["interval"] != 0:
            return False
        return day.weekday() in ([w for _, w in rule["byday"]] or [start.weekday()])
    months = (day.year - start.year) * 12 + day.month - start.month
    if months % rule["interval"] != 0:
        return False
    whole = month_days(day.year, day.month)
    if rule["bymonthday"]:
        return day.day in [d if d > 0 else len(whole) + 1 + d for d in rule["bymonthday"]]
    for nth, weekday in rule["byday"]:
        same = [d for d in whole if d.weekday() == weekday]
        if nth == 0 and day in same:
            return True
        if nth != 0 and abs(nth) <= len(same) and same[nth - 1 if nth > 0 else nth] == day:
            return True
    return not rule["byday"] and day.day == start.day


def occurrences(text: str, start: datetime.date, horizon: datetime.date) -> Iterator[datetime.date]:
    day = start
    given = 0
    while day <= horizon:
        rule = parse_rule(text)
        if rule["until"] is not None and day > rule["until"]:
            return
        if fits(rule, start, day):
            given += 1
            yield day
            if given == rule["count"]:
                return
        day += datetime.timedelta(days=1)
