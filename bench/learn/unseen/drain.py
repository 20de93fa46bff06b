# SPDX-License-Identifier: Apache-2.0
"""A list, emptied from its end."""
import random


def backwards(steps: list):
    way = []
    while steps:
        way.append(steps.pop())
    return way


class Depot:
    def __init__(self):
        self.shipped = 0

    def load(self, ramp: list, truck: list):
        while ramp:
            truck.append(ramp.pop())
        self.shipped += len(truck)
        return truck


def undo(edits, log: list):
    for edit in edits:
        log.append(len(edit))
        while edit:
            log.append(edit.pop())
    return log


def grows(jobs: list):
    """Jobs bring jobs."""
    done = []
    while jobs:
        done.append(jobs.pop())
        if done[-1] > 3:
            jobs.append(done[-1] // 2)
    return done


if __name__ == "__main__":
    rng = random.Random(11)
    numbers = [rng.randrange(1000) for _ in range(20000)]
    print(sum(len(backwards(list(numbers))) for _ in range(40)))
    depot = Depot()
    print(sum(len(depot.load(list(numbers), [1])) for _ in range(40)))
    print(sum(len(undo([numbers[i:i + 5000] for i in range(0, 15000, 1000)], [])) for _ in range(12)))
    print(sum(len(grows(list(numbers[:2000]))) for _ in range(40)))
