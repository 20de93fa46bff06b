# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from masts import Mast, interferes, neighbours


class OutOfChannels(Exception):
    pass


class ChannelPlan:
    """Assign channels 0..n-1 so that masts that interfere never share one (DSATUR)."""

    def __init__(self, masts: list[Mast], channels: int):
        codes = [m.code for m in masts]
        assert len(set(codes)) == len(codes), "mast codes must be unique"
        self.masts = masts
        self.channels = channels
        self.assigned: dict[str, int] = {}

    def taken_near(self, mast: Mast) -> list[int]:
        taken = []
        for other in neighbours(self.masts, mast):
            if other.code in self.assigned and self.assigned[other.code] not in taken:
                taken.append(self.assigned[other.code])
        return taken

    def urgency(self, mast: Mast) -> tuple[int, int, str]:
        """Most constrained first: many channels taken nearby, many neighbours, then code."""
        return (-len(self.taken_near(mast)), -len(neighbours(self.masts, mast)), mast.code)

    def solve(self) -> dict[str, int]:
        waiting = [m for m in self.masts if m.code not in self.assigned]
        while waiting:
            waiting = sorted(waiting, key=self.urgency)
            mast = waiting[0]
            usable = [c for c in range(self.channels)
                      if c not in self.taken_near(mast) and c not in mast.blocked]
            if not usable:
                raise OutOfChannels(mast.code)
            self.assigned[mast.code] = usable[0]
            waiting = waiting[1:]
        return dict(self.assigned)

    def clashes(self) -> list[tuple[str, str]]:
        out = []
        for a in self.masts:
            for b in self.masts:
                if a.code < b.code and interferes(a, b):
                    if self.assigned.get(a.code, -1) == self.assigned.get(b.code, -2):
                        out.append((a.code, b.code))
        return out

    def load(self) -> list[int]:
        return [list(self.assigned.values()).count(c) for c in range(self.channels)]

    def swap(self, first: int, second: int) -> bool:
        """Exchange two channels everywhere, unless a mast on either blocks the other."""
        for mast in self.masts:
            channel = self.assigned.get(mast.code)
            if (channel == first and second in mast.blocked) or (channel == second and first in mast.blocked):
                return False
        for code in list(self.assigned):
            if self.assigned[code] == first:
                self.assigned[code] = second
            elif self.assigned[code] == second:
                self.assigned[code] = first
        return True


def fewest_channels(masts: list[Mast], limit: int = 40) -> int:
    """Smallest number of channels the method gets by with."""
    for channels in range(1, limit + 1):
        try:
            ChannelPlan(masts, channels).solve()
        except OutOfChannels:
            continue
        return channels
    raise OutOfChannels("limit")
