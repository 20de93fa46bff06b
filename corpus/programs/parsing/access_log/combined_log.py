# SPDX-License-Identifier: Apache-2.0
import re
import time
from calendar import timegm

FIELDS = ("host", "user", "when", "request", "status", "size", "referrer", "agent")
STATIC = [".css", ".js", ".png", ".jpg", ".gif", ".ico", ".svg", ".woff", ".woff2"]


class LogLine:
    def __init__(self, **fields):
        for name in FIELDS:
            setattr(self, name, fields[name])

    @property
    def method(self):
        return self.request.split(" ")[0] if self.request else ""

    @property
    def path(self):
        parts = self.request.split(" ")
        return parts[1].split("?")[0] if len(parts) > 1 else ""

    @property
    def timestamp(self):
        """Seconds since the epoch; the zone offset is taken into account."""
        stamp, zone = self.when.split(" ")
        seconds = timegm(time.strptime(stamp, "%d/%b/%Y:%H:%M:%S"))
        shift = int(zone[1:3]) * 3600 + int(zone[3:5]) * 60
        return seconds - shift if zone[0] == "+" else seconds + shift

    def is_static(self):
        for ending in STATIC:
            if self.path.lower().endswith(ending):
                return True
        return False


def parse_line(line):
    pattern = (r'^(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<when>[^\]]+)\] "(?P<request>(?:[^"\\]|\\.)*)" '
               r'(?P<status>\d{3}) (?P<size>\d+|-) "(?P<referrer>[^"]*)" "(?P<agent>[^"]*)"\s*$')
    match = re.compile(pattern).match(line)
    if match is None:
        return None
    fields = match.groupdict()
    fields["status"] = int(fields["status"])
    fields["size"] = 0 if fields["size"] == "-" else int(fields["size"])
    return LogLine(**fields)


def parse_log(text):
    """Parsed lines and the numbers of the lines that made no sense."""
    lines, bad = [], []
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        parsed = parse_line(raw)
        if parsed is None:
            bad.append(number)
        else:
            lines.append(parsed)
    return lines, bad
