# SPDX-License-Identifier: Apache-2.0
# Field station telemetry: clean, despike, roll up to hours.
import csv
import io
from collections import namedtuple

Reading = namedtuple("Reading", "station minute value")

BAD_FLAGS = ("E", "X", "M")


def read_csv(text):
    for row in csv.DictReader(io.StringIO(text)):
        if row["flag"] in BAD_FLAGS:
            continue
        try:
            value = float(row["value"])
        except ValueError:
            continue
        if value != value:
            continue
        hh, mm = row["time"].split(":")
        yield Reading(row["station"], int(row["day"]) * 1440 + int(hh) * 60 + int(mm), value)


def median(values):
    ordered = sorted(values)
    n = len(ordered)
    if n % 2:
        return ordered[n // 2]
    return (ordered[n // 2 - 1] + ordered[n // 2]) / 2


def despike(values, width=3, limit=8.0):
    """Replace a value by the median of its neighbourhood when it strays too far."""
    out = []
    for i in range(len(values)):
        lo = max(0, i - width)
        around = median(values[lo:i + width + 1])
        out.append(around if abs(values[i] - around) > limit else values[i])
    return out


def baseline(values, width):
    """Trailing median over `width` values."""
    return [median(values[max(0, i - width + 1):i + 1]) for i in range(len(values))]


def split_by_station(readings):
    stations = {}
    for r in readings:
        stations[r.station] = stations.get(r.station, []) + [r]
    return stations


def hourly(minutes, values):
    """(hour, mean, low, high, count) for each hour that has values, in order of hours."""
    rows = []
    for hour in sorted(set(m // 60 for m in minutes)):
        inside = [v for m, v in zip(minutes, values) if m // 60 == hour]
        rows.append((hour, sum(inside) / len(inside), min(inside), max(inside), len(inside)))
    return rows


def fill_gaps(rows):
    """Linear interpolation of hourly means over hours without data."""
    means = {}
    for left, right in zip(rows, rows[1:]):
        means[left[0]] = left[1]
        span = right[0] - left[0]
        for h in range(left[0] + 1, right[0]):
            means[h] = left[1] + (right[1] - left[1]) * (h - left[0]) / span
    if rows:
        means[rows[-1][0]] = rows[-1][1]
    return means


def rollup(text, baseline_width=120):
    report = {}
    for station, readings in sorted(split_by_station(read_csv(text)).items()):
        readings = sorted(readings, key=lambda r: r.minute)
        minutes = [r.minute for r in readings]
        values = despike([r.value for r in readings])
        base = baseline(values, baseline_width)
        rows = hourly(minutes, values)
        filled = fill_gaps(rows)
        report[station] = {
            "hours": rows,
            "filled": len(filled) - len(rows),
            "mean": sum(filled.values()) / len(filled),
            "above_baseline": sum(1 for v, b in zip(values, base) if v > b + 2.0),
        }
    return report
