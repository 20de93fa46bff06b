# SPDX-License-Identifier: Apache-2.0
"""Hotel reservations: availability, allocation of rooms and occupancy statistics."""

from datetime import date, timedelta


class Overbooked(Exception):
    pass


class Stay:
    def __init__(self, guest, kind, arrival, nights):
        if nights < 1:
            raise ValueError("a stay has at least one night")
        self.guest = guest
        self.kind = kind
        self.arrival = arrival
        self.nights = nights
        self.room = None

    def dates(self):
        return [self.arrival + timedelta(days=n) for n in range(self.nights)]

    @property
    def departure(self):
        return self.arrival + timedelta(days=self.nights)


class Hotel:
    def __init__(self, rooms):
        """`rooms` is a list of (number, kind)."""
        self.rooms = rooms
        self.stays = []

    def _overlap(self, one, other):
        for day in one.dates():
            if day in other.dates():
                return True
        return False

    def free_rooms(self, stay):
        numbers = []
        for number, kind in self.rooms:
            if kind != stay.kind:
                continue
            conflict = False
            for other in self.stays:
                if other.room == number and self._overlap(stay, other):
                    conflict = True
            if not conflict:
                numbers.append(number)
        return numbers

    def _gap_before(self, number, arrival):
        """Idle nights between the last departure from the room and the arrival."""
        departures = [s.departure for s in self.stays if s.room == number and s.departure <= arrival]
        if not departures:
            return 999
        return (arrival - max(departures)).days

    def book(self, stay):
        numbers = self.free_rooms(stay)
        if not numbers:
            raise Overbooked(stay.guest)
        numbers.sort(key=lambda number: (self._gap_before(number, stay.arrival), number))
        stay.room = numbers[0]
        self.stays.append(stay)
        return stay.room

    def arrivals(self, day):
        return sorted([s.guest for s in self.stays if s.arrival == day])

    def occupied(self, day):
        count = 0
        for stay in self.stays:
            if day in stay.dates():
                count += 1
        return count

    def occupancy(self, first, last):
        """Percentage of rooms sold per night, [(date, percent)]."""
        table = []
        day = first
        while day <= last:
            table.append((day, round(100 * self.occupied(day) / len(self.rooms), 1)))
            day += timedelta(days=1)
        return table

    def busiest_week(self, first, last):
        """Start of the seven nights with the most rooms sold; the earliest of equals."""
        best, best_sum = None, -1
        span = (last - first).days + 1
        for offset in range(span - 6):
            start = first + timedelta(days=offset)
            sold = sum(self.occupied(start + timedelta(days=n)) for n in range(7))
            if sold > best_sum:
                best, best_sum = start, sold
        return best, best_sum


def season_calendar(year):
    return date(year, 5, 1), date(year, 9, 30)
