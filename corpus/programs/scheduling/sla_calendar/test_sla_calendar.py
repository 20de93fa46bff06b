# SPDX-License-Identifier: Apache-2.0
from datetime import date, datetime

import pytest

from ticket_report import Ticket, allowed_minutes, breached, summary, worst_tickets
from working_time import Desk, easter, holidays

DESK = Desk("09:00", "17:00")


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2023, 4, 9), date(2000, 4, 23), date(2038, 4, 25)])
def test_easter(day):
    assert easter(day.year) == day


def test_working_days():
    assert date(2024, 3, 29) in holidays(2024) and date(2024, 4, 1) in holidays(2024)
    assert not DESK.is_working_day(date(2024, 3, 30))
    assert DESK.next_working_day(date(2024, 3, 28)) == date(2024, 4, 2)


def test_open_hours_are_half_open():
    assert DESK.is_open(datetime(2024, 4, 2, 9, 0))
    assert not DESK.is_open(datetime(2024, 4, 2, 17, 0))
    assert not DESK.is_open(datetime(2024, 4, 1, 12, 0))


def test_minutes_between():
    friday, monday = datetime(2024, 4, 5, 16, 30), datetime(2024, 4, 8, 9, 45)
    assert DESK.minutes_between(friday, monday) == 75
    assert DESK.minutes_between(monday, friday) == 0


def test_deadline_skips_the_weekend():
    friday = datetime(2024, 4, 5, 16, 30)
    assert DESK.deadline(friday, 30) == datetime(2024, 4, 5, 17, 0)
    assert DESK.deadline(friday, 31) == datetime(2024, 4, 8, 9, 1)
    assert DESK.deadline(datetime(2024, 4, 5, 20, 0), 480) == datetime(2024, 4, 8, 17, 0)
    assert DESK.deadline(friday, 0) == friday


def test_tickets():
    now = datetime(2024, 4, 9, 12, 0)
    tickets = [
        Ticket(1, "blocker", datetime(2024, 4, 9, 9, 0), datetime(2024, 4, 9, 11, 0)),
        Ticket(2, "blocker", datetime(2024, 4, 9, 9, 0)),
        Ticket(3, "wish", datetime(2024, 1, 2, 9, 0)),
        Ticket(4, "major", datetime(2024, 4, 9, 9, 0)),
    ]
    assert [breached(DESK, t, now) for t in tickets] == [False, True, False, False]
    assert worst_tickets(DESK, tickets, now, 3) == [3, 2, 4]
    assert summary(DESK, tickets, now)["blocker"] == (2, 1, 150.0)
    with pytest.raises(KeyError):
        allowed_minutes("huge")
