# SPDX-License-Identifier: Apache-2.0
"""Statistics over the CSV files of weather stations.

A file has one line per hour: station;time;value;value;... A station may send
any number of values per hour, and 'NA' for a sensor that was off.
"""

import random

SEPARATOR = ";"
MISSING = "NA"


def read_values(line):
    """The readings of one line, without the missing ones."""
    values = []
    for cell in line.split(SEPARATOR)[2:]:
        if cell != MISSING:
            values.append(float(cell))
    return values


def station_of(line):
    """The name at the start of a line."""
    return line.split(SEPARATOR)[0]


def lines_by_station(lines):
    """Group lines by station, stations in order of appearance."""
    groups = {}
    for line in lines:
        groups.setdefault(station_of(line), []).append(line)
    return groups


def all_readings(lines):
    """Every reading of a station, in order."""
    return sum([read_values(line) for line in lines], [])


def differences(readings):
    """How much each reading differs from the one before."""
    steps = []
    for i in range(len(readings)):
        if i == 0:
            continue
        steps.append(readings[i] - readings[i - 1])
    return steps


def quartiles(readings):
    """Lower quartile, median, upper quartile (nearest rank)."""
    ordered = []
    for reading in readings:
        ordered.append(reading)
    ordered.sort()
    return tuple(ordered[(len(ordered) - 1) * part // 4] for part in (1, 2, 3))


class StationReport:
    """The numbers of one station."""

    def __init__(self, name, readings):
        self.name = name
        self.count = len(readings)
        self.mean = sum(readings) / self.count if readings else 0.0
        self.quartiles = quartiles(readings) if readings else None
        self.largest_step = max([abs(step) for step in differences(readings)], default=0.0)

    def __str__(self):
        return "%s n=%d mean=%.3f quartiles=%s step=%.1f" % (
            self.name, self.count, self.mean, self.quartiles, self.largest_step)


def report(lines):
    """A report per station of one file."""
    return [StationReport(name, all_readings(group))
            for name, group in lines_by_station(lines).items()]


def sample_file(seed, hours):
    """The lines of a made-up file."""
    rng = random.Random(seed)
    lines = []
    for hour in range(hours):
        for station in ("hill", "shore"):
            cells = ["NA" if n % 17 == 3 else "%.1f" % rng.uniform(-5, 30) for n in range(24)]
            lines.append(SEPARATOR.join([station, "%05d" % hour] + cells))
    return lines


def main():
    for year in range(4):
        for station in report(sample_file(year, 1_800)):
            print(year, station)


if __name__ == "__main__":
    main()
