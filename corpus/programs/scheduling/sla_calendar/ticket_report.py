# SPDX-License-Identifier: Apache-2.0
import json

from working_time import Desk

POLICY = json.dumps({"blocker": 120, "major": 570, "minor": 2850, "wish": None})


class Ticket:
    __slots__ = ("number", "level", "opened", "closed")

    def __init__(self, number, level, opened, closed=None):
        self.number = number
        self.level = level
        self.opened = opened
        self.closed = closed


def allowed_minutes(level):
    return json.loads(POLICY)[level]


def breached(desk, ticket, now):
    minutes = allowed_minutes(ticket.level)
    if minutes is None:
        return False
    return (ticket.closed or now) > desk.deadline(ticket.opened, minutes)


def worst_tickets(desk, tickets, now, limit):
    """The numbers of the tickets with the longest working time, longest first."""
    ranked = list(tickets)
    result = []
    while ranked and len(result) < limit:
        worst = ranked[0]
        for ticket in ranked[1:]:
            here = desk.minutes_between(ticket.opened, ticket.closed or now)
            if here > desk.minutes_between(worst.opened, worst.closed or now):
                worst = ticket
        ranked.remove(worst)
        result.append(worst.number)
    return result


def summary(desk, tickets, now):
    """level -> (tickets, breached, mean working minutes)"""
    rows = {}
    for level in json.loads(POLICY):
        mine = [t for t in tickets if t.level == level]
        if not mine:
            continue
        late = [t.number for t in mine if breached(desk, t, now)]
        spent = [desk.minutes_between(t.opened, t.closed or now) for t in mine]
        rows[level] = (len(mine), len(late), sum(spent) / len(spent))
    return rows


def default_desk():
    return Desk()
