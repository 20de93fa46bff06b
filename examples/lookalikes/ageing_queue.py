# SPDX-License-Identifier: Apache-2.0
"""Serve processes by priority, where waiting makes a process more important.

Looks like: sort inside a loop -> sort once before it, or heapq.
Why it must stay: every round changes the keys of all waiting processes by
different amounts, and new ones arrive. Sorting once serves the wrong process; a
heap would hold entries whose keys have changed since they were pushed.
"""

import random


class Process:
    """Something that waits for the processor."""

    def __init__(self, number, priority, patience):
        self.number = number
        self.priority = priority
        self.patience = patience

    def wait(self):
        """One round has passed without being served."""
        self.priority -= self.patience

    def urgency(self):
        return self.priority, self.number


def serve(processes, late_comers):
    """Numbers of all processes in the order in which they are served."""
    waiting = list(processes)
    served = []
    while waiting:
        waiting.sort(key=Process.urgency)
        served.append(waiting.pop(0).number)
        for process in waiting:
            process.wait()
        if late_comers:
            waiting.append(late_comers.pop())
    return served


def sample_processes(seed, count):
    """Made-up processes, some patient and some not."""
    rng = random.Random(seed)
    return [Process(number, rng.randrange(1_000), rng.randrange(1, 9)) for number in range(count)]


def main():
    for machine in range(14):
        processes = sample_processes(machine, 700)
        served = serve(processes[:500], processes[500:])
        print(machine, served[:6], sum(n * (place % 11) for place, n in enumerate(served)))


if __name__ == "__main__":
    main()
