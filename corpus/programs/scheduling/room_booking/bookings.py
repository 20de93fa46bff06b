# SPDX-License-Identifier: Apache-2.0
"""Room bookings of one building. Times are minutes since midnight of day 0."""

import copy


class Clash(Exception):
    pass


class BookingDesk:
    def __init__(self, rooms):
        # rooms: list of dicts with the keys name, seats, equipment
        self.rooms = rooms
        self.bookings = []
        self.next_id = 1

    def room(self, name):
        for room in self.rooms:
            if room["name"] == name:
                return room
        raise KeyError(name)

    def bookings_of(self, room):
        return copy.deepcopy([b for b in self.bookings if b["room"] == room])

    def is_free(self, room, start, end):
        result = True
        for booking in self.bookings_of(room):
            if booking["start"] < end and start < booking["end"]:
                result = False
        return result

    def book(self, room, start, end, who):
        self.room(room)
        if end <= start:
            raise ValueError("meeting ends before it starts")
        if not self.is_free(room, start, end):
            raise Clash("%s is taken at %s" % (room, clock(start)))
        booking = {"id": self.next_id, "room": room, "start": start, "end": end, "who": who}
        self.next_id += 1
        self.bookings = self.bookings + [booking]
        return booking["id"]

    def cancel(self, number):
        for booking in self.bookings:
            if booking["id"] == number:
                self.bookings.remove(booking)
                return booking
        return None

    def find_room(self, start, end, seats, equipment=()):
        """Smallest room that fits; None when all of them are taken."""
        fitting = []
        for room in self.rooms:
            if room["seats"] >= seats and all(item in room["equipment"] for item in equipment):
                fitting.append(room)
        for room in sorted(fitting, key=lambda r: (r["seats"], r["name"])):
            if self.is_free(room["name"], start, end):
                return room["name"]
        return None

    def gaps(self, room, start, end, shortest=15):
        """Free (start, end) stretches of a room that last long enough."""
        free = []
        at = start
        for booking in sorted(self.bookings_of(room), key=lambda b: b["start"]):
            if booking["end"] <= start or booking["start"] >= end:
                continue
            if booking["start"] - at >= shortest:
                free.append((at, booking["start"]))
            at = max(at, booking["end"])
        if end - at >= shortest:
            free.append((at, end))
        return free

    def utilisation(self, start, end):
        """Room -> share of the time for which it is booked."""
        shares = {}
        for room in self.rooms:
            minutes = 0
            for minute in range(start, end):
                if any(b["room"] == room["name"] and b["start"] <= minute < b["end"] for b in self.bookings):
                    minutes += 1
            shares[room["name"]] = minutes / (end - start)
        return shares

    def agenda(self, who):
        text = ""
        for booking in sorted(self.bookings, key=lambda b: (b["start"], b["room"])):
            if booking["who"] == who:
                text += "%s-%s %s\n" % (clock(booking["start"]), clock(booking["end"]), booking["room"])
        return text


def clock(minutes):
    day, rest = divmod(minutes, 24 * 60)
    return "d%d %02d:%02d" % (day, rest // 60, rest % 60)
