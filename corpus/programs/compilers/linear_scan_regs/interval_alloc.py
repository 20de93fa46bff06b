# SPDX-License-Identifier: Apache-2.0
"""Linear scan register allocation (Poletto & Sarkar) over straight three-address code.

An instruction is a tuple ``(op, dest, args)``; ``dest`` may be None.
"""
from dataclasses import dataclass
from typing import Optional


@dataclass
class Interval:
    name: str
    start: int
    end: int
    uses: int = 0
    reg: Optional[str] = None
    slot: Optional[int] = None

    def overlaps(self, other: "Interval") -> bool:
        return self.start < other.end and other.start < self.end


def virtuals(code):
    names = []
    for _, dest, args in code:
        for name in [dest] + list(args):
            if name is not None and name not in names:
                names.append(name)
    return names


def build_intervals(code):
    """One interval per virtual register, ordered by start."""
    intervals = []
    for name in virtuals(code):
        touched = [i for i, (_, dest, args) in enumerate(code) if dest == name or name in args]
        uses = sum(1 for _, _, args in code for arg in args if arg == name)
        intervals.append(Interval(name, touched[0], touched[-1] + 1, uses))
    return sorted(intervals, key=lambda iv: iv.start)


class LinearScan:
    def __init__(self, registers):
        self.registers = list(registers)
        self.free = list(registers)
        self.active = []
        self.slots = 0

    def expire(self, position):
        self.active.sort(key=lambda iv: iv.end)
        while self.active and self.active[0].end <= position:
            done = self.active.pop(0)
            self.free.append(done.reg)
            self.free.sort(key=lambda reg: self.registers.index(reg))

    def new_slot(self):
        self.slots += 1
        return self.slots - 1

    def place(self, interval):
        if self.free:
            interval.reg = self.free.pop(0)
            self.active.append(interval)
            return
        # the interval that lives longest goes to the stack
        victim = sorted(self.active, key=lambda iv: iv.end)[-1]
        if victim.end > interval.end:
            interval.reg = victim.reg
            victim.reg = None
            victim.slot = self.new_slot()
            self.active.remove(victim)
            self.active.append(interval)
        else:
            interval.slot = self.new_slot()

    def run(self, intervals):
        for interval in intervals:
            self.expire(interval.start)
            self.place(interval)
        return intervals


def location(intervals, name):
    for interval in intervals:
        if interval.name == name:
            return interval.reg if interval.reg is not None else "[sp+%d]" % (8 * interval.slot)
    raise KeyError(name)


def rewrite(code, intervals):
    """Code with registers and stack slots in place of the virtual names."""
    out = []
    for op, dest, args in code:
        placed = tuple(location(intervals, arg) for arg in args)
        out.append((op, location(intervals, dest) if dest is not None else None, placed))
    return out


def conflicts(intervals):
    """Pairs that share a register although both are alive at some point."""
    wrong = []
    for a in intervals:
        for b in intervals:
            if a.name < b.name and a.reg is not None and a.reg == b.reg and a.overlaps(b):
                wrong.append((a.name, b.name))
    return wrong


def spill_cost(intervals):
    return sum(iv.uses + 1 for iv in intervals if iv.slot is not None)
