# SPDX-License-Identifier: Apache-2.0
from ip_ranges import RangeTable, ip_to_int

BOT_MARKS = ["bot", "crawler", "spider", "slurp", "headless", "curl/", "wget/"]
BROWSERS = [("edg/", "Edge"), ("opr/", "Opera"), ("chrome/", "Chrome"), ("safari/", "Safari"), ("firefox/", "Firefox")]
PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]


def is_private(address):
    number = ip_to_int(address)
    table = RangeTable()
    for cidr in PRIVATE:
        table.add(cidr, "-", "private")
    for low, high, _, _ in table._ranges:
        if low <= number <= high:
            return True
    return False


def is_bot(agent):
    found = False
    for mark in BOT_MARKS:
        if mark in agent.lower():
            found = True
    return found


def browser(agent):
    for mark, name in BROWSERS:
        if mark in agent.lower():
            return name
    return "other"


def enrich_visit(visit, table):
    hit = table.lookup(visit["ip"])
    enriched = dict(visit)
    enriched["country"] = hit[2] if hit else "??"
    enriched["network"] = hit[3] if hit else ""
    enriched["browser"] = browser(visit["agent"])
    return enriched


def pipeline(visits, table):
    public = [v for v in visits if not is_private(v["ip"])]
    human = [v for v in public if not is_bot(v["agent"])]
    return [enrich_visit(v, table) for v in human]


def country_report(visits):
    """(country, visits, distinct addresses, bytes), largest first, then by name."""
    report = []
    countries = set([v["country"] for v in visits])
    for country in countries:
        mine = [v for v in visits if v["country"] == country]
        addresses = []
        for v in mine:
            if v["ip"] not in addresses:
                addresses.append(v["ip"])
        report.append((country, len(mine), len(addresses), sum([v["bytes"] for v in mine])))
    return sorted(sorted(report, key=lambda row: row[0]), key=lambda row: row[1], reverse=True)


def busiest_minute(visits):
    """The minute with most visits; the earliest one of equals."""
    per_minute = {}
    for v in visits:
        minute = v["second"] // 60
        if minute in per_minute:
            per_minute[minute] += 1
        else:
            per_minute[minute] = 1
    best = None
    for minute in sorted(per_minute):
        if best is None or per_minute[minute] > per_minute[best]:
            best = minute
    return best
