# SPDX-License-Identifier: Apache-2.0
"""Lifts of an office tower in the morning rush.

One tick is the time a lift needs for a floor or for opening its doors.
"""
from enum import Enum


class Going(Enum):
    UP = 1
    DOWN = -1
    NOWHERE = 0


class Rider:
    def __init__(self, number, origin, target, appears):
        self.number = number
        self.origin = origin
        self.target = target
        self.appears = appears
        self.boarded = None
        self.arrived = None

    @property
    def going(self):
        return Going.UP if self.target > self.origin else Going.DOWN


class Lift:
    def __init__(self, name, floor, room):
        self.name = name
        self.floor = floor
        self.room = room
        self.going = Going.NOWHERE
        self.riders = []
        self.moved = 0

    def targets(self):
        return [r.target for r in self.riders]


class Tower:
    def __init__(self, floors, lifts, riders, verbose=False):
        self.floors = floors
        self.lifts = lifts
        self.riders = sorted(riders, key=lambda r: (r.appears, r.number))
        self.verbose = verbose
        self.tick = 0
        self.log = []

    def waiting(self):
        return [r for r in self.riders if r.appears <= self.tick and r.boarded is None]

    def waiting_at(self, floor):
        return [r for r in self.waiting() if r.origin == floor]

    def calls_beyond(self, floor, going):
        """Floors with waiting people past a floor in some direction."""
        found = []
        for other in range(self.floors):
            if (other - floor) * going.value > 0 and len(self.waiting_at(other)) > 0:
                found.append(other)
        return found

    def note(self, lift, what):
        line = f"{self.tick:5d} {lift.name} floor {lift.floor:2d} {lift.going.name:8s} {what} " \
               f"riders={sorted(r.number for r in lift.riders)} waiting={len(self.waiting())}"
        if self.verbose:
            self.log.append(line)

    def serve(self, lift):
        """Let riders out and in; True when the doors had to open."""
        leaving = [r for r in lift.riders if r.target == lift.floor]
        for rider in leaving:
            rider.arrived = self.tick
            lift.riders.remove(rider)
        entering = []
        for rider in self.waiting_at(lift.floor):
            if len(lift.riders) >= lift.room:
                break
            if lift.going is Going.NOWHERE:
                lift.going = rider.going
            if rider.going is lift.going or not self.keeps_going(lift):
                lift.going = rider.going if not lift.riders else lift.going
                if rider.going is lift.going:
                    rider.boarded = self.tick
                    lift.riders.append(rider)
                    entering.append(rider)
        if leaving or entering:
            self.note(lift, f"-{len(leaving)} +{len(entering)}")
        return bool(leaving or entering)

    def keeps_going(self, lift):
        """Is there a reason to continue in the present direction?"""
        ahead = [t for t in lift.targets() if (t - lift.floor) * lift.going.value > 0]
        return bool(ahead) or bool(self.calls_beyond(lift.floor, lift.going))

    def turn(self, lift):
        if lift.going is not Going.NOWHERE and self.keeps_going(lift):
            return
        for going in (Going.UP, Going.DOWN):
            lift.going = going
            if self.keeps_going(lift):
                return
        lift.going = Going.NOWHERE

    def step(self):
        for lift in self.lifts:
            if self.serve(lift):
                continue
            self.turn(lift)
            if lift.going is not Going.NOWHERE:
                lift.floor += lift.going.value
                lift.moved += 1
        self.tick += 1

    def run(self, limit=5000):
        while any(r.arrived is None for r in self.riders) and self.tick < limit:
            self.step()
        return self

    def summary(self):
        done = [r for r in self.riders if r.arrived is not None]
        waits = sorted([r.boarded - r.appears for r in done])
        rides = sorted([r.arrived - r.boarded for r in done])
        if not done:
            return {"done": 0, "moved": sum(lift.moved for lift in self.lifts)}
        return {
            "done": len(done),
            "moved": sum(lift.moved for lift in self.lifts),
            "mean wait": round(sum(waits) / len(waits), 3),
            "longest wait": waits[-1],
            "median ride": rides[len(rides) // 2],
        }
