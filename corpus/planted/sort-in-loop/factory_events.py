# SPDX-License-Identifier: Apache-2.0
# planted: sort-in-loop in Line.run
"""A bottling line as a simulation: machines finish, break down and are repaired."""

import random


class Line:
    """Machines of a line; each event is the minute times 10 000 plus the machine's number."""

    def __init__(self, machines, seed):
        self.machines = machines
        self.rng = random.Random(seed)
        self.bottles = [0] * machines
        self.repairs = 0

    def next_minute(self, minute, machine):
        """When a machine reports next; a breakdown takes longer."""
        if self.rng.random() < 0.02:
            self.repairs += 1
            return minute + 240 + machine % 7
        return minute + self.rng.randrange(3, 90)

    def run(self, last_minute):
        """Run until a minute is over; gives the number of events."""
        events = [machine for machine in range(self.machines)]
        handled = 0
        while events:
            events.sort()
            event = events.pop(0)
            minute, machine = divmod(event, 10_000)
            handled += 1
            self.bottles[machine] += 12
            again = self.next_minute(minute, machine)
            if again <= last_minute:
                events.append(again * 10_000 + machine)
        return handled

    def best(self):
        """The machine that filled most bottles."""
        return self.bottles.index(max(self.bottles))


def shifts(lines):
    """Bottles of all lines, smallest line first."""
    totals = [sum(line.bottles) for line in lines]
    totals.sort()
    return totals


def main():
    lines = []
    for seed in range(3):
        line = Line(2_000 + 300 * seed, seed)
        handled = line.run(300)
        lines.append(line)
        print(seed, handled, line.repairs, line.best(), max(line.bottles))
    print(shifts(lines))


if __name__ == "__main__":
    main()
