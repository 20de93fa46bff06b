# SPDX-License-Identifier: Apache-2.0
"""Stochastic simulation of radioactive decay chains.

Every single nucleus gets its decay time drawn when it comes into being;
nuclei wait in an agenda until their time has come.
"""

import math
import random

SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "y": 31557600.0}


def half_life(text):
    """'3.82d' in seconds."""
    number, unit = text[:-1], text[-1]
    if unit not in SECONDS.keys():
        raise ValueError(f"no such time unit: {unit}")
    return float(number) * SECONDS[unit]


class NuclideTable:
    """Lines such as 'Rn222 3.82d alpha:Po218:1.0'; stable nuclides have '-' as half-life."""

    def __init__(self, text):
        self.lines = [line for line in text.splitlines() if line.strip()]

    def find(self, name):
        for line in self.lines:
            fields = line.split()
            if fields[0] == name:
                return fields
        raise KeyError(name)

    def decay_constant(self, name):
        period = self.find(name)[1]
        return 0.0 if period == "-" else math.log(2) / half_life(period)

    def branches(self, name):
        result = []
        for field in self.find(name)[2:]:
            mode, daughter, share = field.split(":")
            result.append((mode, daughter, float(share)))
        return result


class Sample:
    def __init__(self, table, seed):
        self.table = table
        self.dice = random.Random(seed)
        self.now = 0.0
        self.agenda = []
        self.counts = {}
        self.emitted = []

    def add(self, name, number):
        for _ in range(number):
            self._born(name)

    def _born(self, name):
        self.counts[name] = self.counts.get(name, 0) + 1
        constant = self.table.decay_constant(name)
        if constant > 0:
            self.agenda.append((self.now + self.dice.expovariate(constant), name))

    def _choose(self, branches):
        throw = self.dice.random()
        running = 0.0
        for mode, daughter, share in branches:
            running += share
            if throw < running:
                return mode, daughter
        return branches[-1][0], branches[-1][1]

    def run_until(self, end):
        while self.agenda:
            soonest = min(self.agenda)
            if soonest[0] > end:
                break
            self.agenda.remove(soonest)
            self.now, name = soonest
            mode, daughter = self._choose(self.table.branches(name))
            self.counts[name] -= 1
            self.emitted.append((self.now, mode))
            self._born(daughter)
        self.now = end

    def activity(self):
        """Expected decays per second, by nuclide, strongest first."""
        rows = [(self.counts[n] * self.table.decay_constant(n), n) for n in self.counts]
        return sorted([row for row in rows if row[0] > 0], reverse=True)


def spectrum(emitted, modes, edges):
    """Counts per mode and time interval [edges[i], edges[i+1])."""
    table = {}
    for mode in modes:
        row = []
        for low, high in zip(edges, edges[1:]):
            row.append(sum(1 for time, kind in emitted if kind == mode and low <= time < high))
        table[mode] = row
    return table


def bateman_first(table, name, number, time):
    """Expected nuclei of the first member of a chain after a time."""
    return number * math.exp(-table.decay_constant(name) * time)
