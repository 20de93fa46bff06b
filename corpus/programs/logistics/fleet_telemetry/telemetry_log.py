# SPDX-License-Identifier: Apache-2.0
"""Reading of the trackers' log: '2024-03-01T08:15:00 VAN07 km=10234.5 fuel=41.2 evt=stop'"""
import re
from datetime import datetime


def parse_entry(line):
    pattern = re.compile(r"(?P<time>\S+)\s+(?P<van>[A-Z]+\d+)\s+(?P<rest>.*)")
    found = pattern.match(line)
    if not found:
        return None
    entry = {"time": datetime.fromisoformat(found.group("time")), "van": found.group("van")}
    for pair in found.group("rest").split():
        key, _, value = pair.partition("=")
        if key in ["km", "fuel", "speed", "temp"]:
            entry[key] = float(value)
        else:
            entry[key] = value
    return entry


def read_log(lines):
    """Entries in time order, and the number of unreadable lines."""
    entries, broken = [], 0
    for line in lines:
        try:
            entry = parse_entry(line)
        except ValueError:
            entry = None
        if entry is None:
            broken += 1
        else:
            entries.append(entry)
    entries.sort(key=lambda e: e["time"])
    return entries, broken
