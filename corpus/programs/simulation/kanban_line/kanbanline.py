# SPDX-License-Identifier: Apache-2.0
"""A pulled production line: stations with small buffers, set-ups and breakdowns."""
from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, field


@dataclass
class Part:
    serial: int
    model: str
    released: int
    finished: int = -1
    trace: list = field(default_factory=list)


@dataclass
class Station:
    name: str
    minutes: dict[str, int]
    setup: int
    breakdown: float
    repair: int
    buffer: list[Part] = field(default_factory=list)
    working_on: Part | None = None
    left: int = 0
    down: int = 0
    fitted: str = ""
    states: list[str] = field(default_factory=list)


def idle_share(station: Station) -> float:
    return station.states.count("idle") / len(station.states) if station.states else 0.0


def state_shares(station: Station) -> dict[str, float]:
    shares = {}
    for state in ["work", "idle", "blocked", "setup", "down"]:
        shares[state] = round(station.states.count(state) / max(1, len(station.states)), 4)
    return shares


class Line:
    def __init__(self, stations: list[Station], plan: list[str], kanbans: int, seed: int):
        self.stations = stations
        self.plan = list(plan)
        self.kanbans = kanbans
        self.rng = random.Random(seed)
        self.minute = 0
        self.serial = 0
        self.finished: list[Part] = []
        self.snapshots: list[str] = []

    def snapshot(self) -> str:
        """State of the line as JSON, for the display in the foreman's office."""
        return json.dumps([asdict(station) for station in self.stations], sort_keys=True)

    def room_after(self, k: int) -> bool:
        return k + 1 == len(self.stations) or len(self.stations[k + 1].buffer) < self.kanbans

    def pass_on(self, k: int, part: Part) -> None:
        if k + 1 == len(self.stations):
            part.finished = self.minute
            self.finished.append(part)
        else:
            self.stations[k + 1].buffer.append(part)

    def release(self) -> None:
        first = self.stations[0]
        while self.plan and len(first.buffer) < self.kanbans:
            self.serial += 1
            first.buffer.append(Part(self.serial, self.plan.pop(0), self.minute))

    def work(self, k: int) -> str:
        """Advance a station by a minute and name what it did."""
        station = self.stations[k]
        if station.down > 0:
            station.down -= 1
            return "down"
        if station.working_on is None:
            if not station.buffer:
                return "idle"
            part = station.buffer.pop(0)
            station.working_on = part
            station.left = station.minutes[part.model]
            part.trace = part.trace + [(station.name, self.minute)]
            if station.fitted != part.model:
                station.left += station.setup
                station.fitted = part.model
        if station.left > 0:
            if self.rng.random() < station.breakdown:
                station.down = station.repair
                return "down"
            station.left -= 1
        part = station.working_on
        if station.left == 0:
            if not self.room_after(k):
                return "blocked"
            self.pass_on(k, part)
            station.working_on = None
            return "work"
        return "setup" if station.left >= station.minutes[part.model] else "work"

    def step(self) -> None:
        self.release()
        for k in range(len(self.stations) - 1, -1, -1):
            self.stations[k].states.append(self.work(k))
        picture = self.snapshot()
        if self.minute % 60 == 0:
            self.snapshots.append(picture)
        self.minute += 1

    def in_process(self) -> int:
        return sum(len(s.buffer) + (s.working_on is not None) for s in self.stations)

    def run(self, limit: int = 2000) -> Line:
        while (self.plan or self.in_process()) and self.minute < limit:
            self.step()
        return self

    def lead_times(self) -> dict[str, tuple[int, float]]:
        table = {}
        for model in sorted(set(p.model for p in self.finished)):
            times = [p.finished - p.released for p in self.finished if p.model == model]
            table[model] = (len(times), round(sum(times) / len(times), 3))
        return table

    def constraint(self) -> str:
        """The station that is idle least (the first of several)."""
        return min(self.stations, key=idle_share).name
