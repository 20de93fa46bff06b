# SPDX-License-Identifier: Apache-2.0
import random
from datetime import datetime, timedelta

from ticket_report import Ticket, breached, default_desk, summary, worst_tickets


def main():
    rng = random.Random(7)
    base = datetime(2023, 3, 1)
    tickets = []
    for number in range(160):
        opened = base + timedelta(minutes=rng.randrange(0, 100 * 1440))
        closed = None
        if rng.random() < 0.85:
            closed = opened + timedelta(minutes=int(rng.expovariate(1 / 9000)))
        tickets.append(Ticket(number, rng.choice(["blocker", "major", "major", "minor", "wish"]), opened, closed))
    now = datetime(2023, 6, 20, 11, 45)
    desk = default_desk()
    for level, row in sorted(summary(desk, tickets, now).items()):
        print("%-8s %3d %3d %10.4f" % ((level,) + row))
    print("worst", worst_tickets(desk, tickets[:60], now, 3))
    print("late", sum(t.number for t in tickets if breached(desk, t, now)))
    days = [desk.next_working_day(t.opened.date()).toordinal() for t in tickets]
    print("days", sum(days), "open", sum(desk.is_open(t.opened) for t in tickets))


if __name__ == "__main__":
    main()
