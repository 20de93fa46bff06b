# SPDX-License-Identifier: Apache-2.0
"""The largest of a list."""
import random


def crest(waves: list):
    top = waves[0]
    for wave in waves:
        if wave > top:
            top = wave
    return top


def records(seasons):
    out = []
    for marks in seasons:
        best = marks[0]
        for mark in marks:
            if mark > best:
                best = mark
        out.append(best)
    return out


class Gauge:
    def __init__(self):
        self.high = 0

    def read(self, levels: list):
        highest = levels[0]
        for level in levels:
            if level > highest:
                highest = level
        self.high = highest
        return highest


def with_holes(readings: list):
    """nan is larger than nothing and nothing is larger than nan; at the front it stays."""
    most = readings[0]
    for reading in readings:
        if reading > most:
            most = reading
    return most


if __name__ == "__main__":
    rng = random.Random(9)
    print(sum(crest([rng.randrange(10 ** 6) for _ in range(900)]) for _ in range(150)))
    print(sum(records([[rng.randrange(10 ** 6) for _ in range(90)] for _ in range(1500)])))
    gauge = Gauge()
    print(sum(gauge.read([rng.randrange(10 ** 6) for _ in range(900)]) for _ in range(150)))
    holes = [[rng.choice([rng.random(), float("nan")]) for _ in range(300)] for _ in range(300)]
    print(sum(with_holes(row) == with_holes(row) for row in holes))
