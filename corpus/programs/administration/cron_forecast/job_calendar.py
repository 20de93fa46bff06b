# SPDX-License-Identifier: Apache-2.0
from datetime import timedelta

from cron_fields import matches


def firings(expression, start, end):
    """All minutes in [start, end) at which the expression fires."""
    now = start.replace(second=0, microsecond=0)
    while now < end:
        if now >= start and matches(expression, now):
            yield now
        now = now + timedelta(minutes=1)


def next_firing(expression, after, horizon_days=3):
    upcoming = list(firings(expression, after + timedelta(minutes=1), after + timedelta(days=horizon_days)))
    return upcoming[0] if upcoming else None


class JobCalendar:
    def __init__(self, jobs):
        self.jobs = jobs  # name -> (expression, minutes of running time)

    def runs(self, start, end):
        """(begin, end, name) of all runs, by begin, then name."""
        table = []
        for name, (expression, minutes) in self.jobs.items():
            for moment in firings(expression, start, end):
                table.append((moment, moment + timedelta(minutes=minutes), name))
                table = sorted(table, key=lambda run: (run[0], run[2]))
        return table

    def overlaps(self, start, end):
        """Pairs of runs of the same job where the second begins before the first has ended."""
        found = []
        table = self.runs(start, end)
        for i, (begin, finish, name) in enumerate(table):
            for other_begin, _, other in table[i + 1:]:
                if other == name and other_begin < finish:
                    found.append((name, begin, other_begin))
        return found

    def peak(self, start, end):
        """Most jobs running at once, and the first minute of it."""
        table = self.runs(start, end)
        best, moment = 0, None
        for begin, _, _ in table:
            running = sum(1 for b, f, _ in table if b <= begin < f)
            if running > best:
                best, moment = running, begin
        return best, moment
