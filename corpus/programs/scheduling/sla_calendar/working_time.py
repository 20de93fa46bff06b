# SPDX-License-Identifier: Apache-2.0
"""Working time of a support desk: opening hours, holidays, deadlines."""
from datetime import date, datetime, time, timedelta


def easter(year):
    """Gregorian Easter Sunday (the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays(year):
    sunday = easter(year)
    fixed = [date(year, 1, 1), date(year, 5, 1), date(year, 10, 3), date(year, 12, 25), date(year, 12, 26)]
    moving = [sunday + timedelta(days=n) for n in (-2, 1, 39, 50)]
    return sorted(fixed + moving)


class Desk(object):

    def __init__(self, opening="08:00", closing="17:30", weekdays=(0, 1, 2, 3, 4)):
        self.opening = opening
        self.closing = closing
        self.weekdays = weekdays

    def hours(self):
        return (datetime.strptime(self.opening, "%H:%M").time(), datetime.strptime(self.closing, "%H:%M").time())

    def is_working_day(self, day):
        return day.weekday() in self.weekdays and day not in holidays(day.year)

    def is_open(self, moment):
        first, last = self.hours()
        return self.is_working_day(moment.date()) and first <= moment.time() < last

    def minutes_between(self, start, end):
        """Working minutes from start to end; 0 when the end is not later."""
        total = 0
        day = start.date()
        while day <= end.date():
            if self.is_working_day(day):
                first, last = self.hours()
                begin = max(start, datetime.combine(day, first))
                stop = min(end, datetime.combine(day, last))
                if stop > begin:
                    total += int((stop - begin).total_seconds()) // 60
            day += timedelta(days=1)
        return total

    def deadline(self, start, minutes):
        """The moment at which so many working minutes have passed."""
        if minutes <= 0:
            return start
        moment = start
        left = minutes
        while True:
            day = moment.date()
            if self.is_working_day(day):
                first, last = self.hours()
                begin = max(moment, datetime.combine(day, first))
                room = int((datetime.combine(day, last) - begin).total_seconds()) // 60
                if room >= left:
                    return begin + timedelta(minutes=left)
                left -= max(0, room)
            moment = datetime.combine(day + timedelta(days=1), time(0, 0))

    def next_working_day(self, day):
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day
