# SPDX-License-Identifier: Apache-2.0
import re
from datetime import datetime, timezone
from typing import NamedTuple


class Hit(NamedTuple):
    ip: str
    when: int
    verb: str
    path: str
    status: int
    size: int
    millis: int
    agent: str


def read_line(line):
    shape = re.compile(
        r'(?P<ip>\S+) \S+ \S+ \[(?P<when>[^\]]+)\] "(?P<verb>[A-Z]+) (?P<path>\S+)[^"]*" '
        r'(?P<status>\d{3}) (?P<size>\d+|-) (?P<ms>\d+) "(?P<agent>[^"]*)"'
    )
    m = shape.match(line)
    if m is None:
        return None
    stamp = datetime.strptime(m["when"], "%d/%b/%Y:%H:%M:%S")
    seconds = int(stamp.replace(tzinfo=timezone.utc).timestamp())
    size = 0 if m["size"] == "-" else int(m["size"])
    return Hit(m["ip"], seconds, m["verb"], m["path"], int(m["status"]), size, int(m["ms"]), m["agent"])


def read_log(lines):
    hits, bad = [], 0
    for line in lines:
        hit = read_line(line.rstrip("\n"))
        if hit is None:
            bad += 1
        else:
            hits.append(hit)
    return hits, bad


def is_robot(agent):
    found = False
    for word in ("bot", "spider", "crawl", "curl/", "wget"):
        if word in agent.lower():
            found = True
    return found


def percentile(values, q):
    """Nearest-rank percentile of a non-empty list."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * q // 100))
    return ordered[rank - 1]


def page_of(path):
    return path.split("?", 1)[0].rstrip("/") or "/"


def page_table(hits):
    """page -> dict of counts, distinct visitors and latency percentiles."""
    pages = []
    for h in hits:
        if page_of(h.path) not in pages:
            pages.append(page_of(h.path))
    table = {}
    for page in pages:
        mine = [h for h in hits if page_of(h.path) == page]
        visitors = []
        for h in mine:
            if h.ip not in visitors:
                visitors.append(h.ip)
        times = [h.millis for h in mine]
        table[page] = {
            "hits": len(mine),
            "visitors": len(visitors),
            "bytes": sum(h.size for h in mine),
            "errors": sum(1 for h in mine if h.status >= 500),
            "p50": percentile(times, 50),
            "p95": percentile(times, 95),
            "p99": percentile(times, 99),
        }
    return table


def visits(hits, gap=1800):
    """Split each address's hits into visits; (ip, start, end, pages) sorted by start."""
    out = []
    for ip in sorted({h.ip for h in hits}):
        mine = sorted([h for h in hits if h.ip == ip], key=lambda h: h.when)
        start = last = mine[0].when
        count = 1
        for h in mine[1:]:
            if h.when - last > gap:
                out.append((ip, start, last, count))
                start, count = h.when, 0
            last = h.when
            count += 1
        out.append((ip, start, last, count))
    out.sort(key=lambda v: (v[1], v[0]))
    return out


def busiest_hours(hits, top=3):
    tally = {}
    for h in hits:
        hour = h.when // 3600
        tally[hour] = tally.get(hour, 0) + 1
    return sorted(tally.items(), key=lambda kv: (-kv[1], kv[0]))[:top]


def digest(lines):
    hits, bad = read_log(lines)
    people = [h for h in hits if not is_robot(h.agent)]
    return {
        "bad": bad,
        "robots": len(hits) - len(people),
        "pages": page_table(people),
        "visits": visits(people),
        "hours": busiest_hours(people),
    }
