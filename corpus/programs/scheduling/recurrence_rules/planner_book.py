# SPDX-License-Identifier: Apache-2.0
import datetime
from dataclasses import dataclass, field

from rrule_lite import occurrences


@dataclass
class Series:
    title: str
    rule: str
    start: datetime.date
    skipped: list = field(default_factory=list)

    def dates(self, horizon):
        return [d for d in occurrences(self.rule, self.start, horizon) if d not in self.skipped]


class PlannerBook:
    def __init__(self, horizon):
        self.horizon = horizon
        self.series = []

    def add(self, title, rule, start, skipped=()):
        self.series.append(Series(title, rule, start, list(skipped)))

    def on(self, day):
        """Titles on a day, in the order they were entered."""
        return [s.title for s in self.series if day in s.dates(self.horizon)]

    def week(self, monday):
        page = {}
        for offset in range(7):
            day = monday + datetime.timedelta(days=offset)
            page[day.isoformat()] = self.on(day)
        return page

    def next_after(self, title, day):
        for series in self.series:
            if series.title == title:
                later = [d for d in series.dates(self.horizon) if d > day]
                return min(later) if later else None
        raise KeyError(title)

    def collisions(self):
        """Days with two or more entries, and how many."""
        everything = []
        for series in self.series:
            everything += series.dates(self.horizon)
        return sorted((d, everything.count(d)) for d in set(everything) if everything.count(d) > 1)
