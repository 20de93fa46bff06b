# SPDX-License-Identifier: Apache-2.0
"""On-call rotations with overrides, holidays and escalation.

Times are hours since the start of the planning year.
"""

from collections import Counter

HOURS_PER_DAY = 24


class Rotation:
    def __init__(self, team, members, shift_hours, start=0):
        if not members:
            raise ValueError(f"rotation {team} has no members")
        self.team = team
        self.members = list(members)
        self.shift_hours = shift_hours
        self.start = start

    def regular(self, hour):
        shift = (hour - self.start) // self.shift_hours
        return self.members[shift % len(self.members)]


class RotaBook:
    def __init__(self, rotations):
        self.rotations = {rotation.team: rotation for rotation in rotations}
        self.overrides = []
        self.absences = []

    def override(self, team, first, last, person):
        """`person` stands in during [first, last); later overrides win."""
        self.overrides.append((team, first, last, person))

    def absent(self, person, first, last):
        self.absences.append((person, first, last))

    def is_absent(self, person, hour):
        for who, first, last in self.absences:
            if who == person and first <= hour < last:
                return True
        return False

    def on_call(self, team, hour):
        """The person to be paged; the next present member replaces an absent one."""
        for owner, first, last, person in reversed(self.overrides):
            if owner == team and first <= hour < last and not self.is_absent(person, hour):
                return person
        rotation = self.rotations[team]
        order = list(rotation.members)
        while order[0] != rotation.regular(hour):
            order.append(order.pop(0))
        for person in order:
            if not self.is_absent(person, hour):
                return person
        return None

    def timeline(self, team, first, last):
        """[(person, first hour, last hour)] without breaks where the person stays the same."""
        blocks = []
        for hour in range(first, last):
            person = self.on_call(team, hour)
            if blocks and blocks[-1][0] == person:
                blocks[-1] = (person, blocks[-1][1], hour + 1)
            else:
                blocks.append((person, hour, hour + 1))
        return blocks

    def hours(self, team, first, last):
        counter = Counter()
        for hour in range(first, last):
            counter[self.on_call(team, hour)] += 1
        return counter

    def night_hours(self, team, first, last):
        counter = Counter()
        for hour in range(first, last):
            if hour % HOURS_PER_DAY < 7 or hour % HOURS_PER_DAY >= 22:
                counter[self.on_call(team, hour)] += 1
        return counter

    def double_booked(self, first, last):
        """(hour, person) where a person is on call for more than one team."""
        clashes = []
        for hour in range(first, last):
            people = [self.on_call(team, hour) for team in self.rotations]
            for person in people:
                if person is not None and people.count(person) > 1 and (hour, person) not in clashes:
                    clashes.append((hour, person))
        return clashes


def route(book, incidents, patience):
    """Who got paged for (hour, team, acknowledged after hours) incidents: the first person and, when
    the patience ran out, whoever is on call then; one line per incident."""
    pages = []
    for hour, team, acknowledged in incidents:
        line = f"{hour:05d} {team}: {book.on_call(team, hour)}"
        waited = patience
        while waited < acknowledged:
            line += f" > {book.on_call(team, hour + waited)}"
            waited += patience
        pages.append(line)
    return pages


def fairness(counter):
    """Largest relative deviation from the mean."""
    if not counter:
        return 0.0
    mean = sum(counter.values()) / len(counter)
    return max(abs(value - sum(counter.values()) / len(counter)) for value in counter.values()) / mean
