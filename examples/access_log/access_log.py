# SPDX-License-Identifier: Apache-2.0
"""Summarise a web server's access log.

Reads lines of the form

    CLIENT - USER [TIMESTAMP] "METHOD PATH PROTOCOL" STATUS SIZE "REFERER" free text ...

and answers the questions of the weekly meeting: which pages are asked for
most, which clients misbehave, how much is sent per status class.
"""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """One request that made it into the summary."""

    client: str
    path: str
    status: int
    size: int


class LogFormatError(ValueError):
    """A line that is not in the access log format."""


def client_of(line):
    """The address at the start of a line."""
    return line.split()[0]


def parse_line(line):
    """Turn one line into a Hit; raise LogFormatError if that is impossible."""
    try:
        request_start = line.index('"') + 1
        request_end = line.index('"', request_start)
    except ValueError:
        raise LogFormatError("no request in line: " + line[:40]) from None
    request = line[request_start:request_end].split()
    if len(request) != 3:
        raise LogFormatError("odd request: " + line[request_start:request_end])
    status, size = line[request_end + 2:].split(" ", 2)[:2]
    return Hit(client_of(line), request[1], int(status),
               0 if size == "-" else int(size))


def parse_log(lines):
    """All readable hits of a log, and how many lines could not be read."""
    hits = []
    unreadable = 0
    for line in lines:
        if not line or line.startswith("#"):
            continue
        try:
            hits.append(parse_line(line))
        except LogFormatError:
            unreadable += 1
    return hits, unreadable


def popular(names, limit):
    """The most frequent names with their counts, most frequent first."""
    counts = {}
    for name in names:
        counts[name] = names.count(name)
    ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ranking[:limit]


def bytes_by_status_class(hits):
    """Bytes sent for each of '2xx', '3xx', '4xx', '5xx'."""
    totals = {"2xx": 0, "3xx": 0, "4xx": 0, "5xx": 0}
    for hit in hits:
        totals["%dxx" % (hit.status // 100)] += hit.size
    return totals


def summarise(lines):
    """Everything the weekly meeting wants to know about a log."""
    hits, unreadable = parse_log(lines)
    return {
        "hits": len(hits),
        "unreadable": unreadable,
        "pages": popular([hit.path for hit in hits], 5),
        "troublemakers": popular(
            [hit.client for hit in hits if hit.status >= 400], 5),
        "bytes": bytes_by_status_class(hits),
    }


def sample_log(count, seed):
    """A made-up log of `count` lines, the same for the same seed."""
    rng = random.Random(seed)
    words = ["probe", "agent", "mozilla", "linux", "gecko", "x86_64", "like", "compatible"]
    noise = [" ".join(rng.choice(words) for _ in range(60)) for _ in range(16)]
    lines = ["# access log, rotated weekly"]
    for number in range(count):
        client = "10.0.%d.%d" % (rng.randrange(4), rng.randrange(60))
        path = "/item/%d" % int(rng.paretovariate(0.9))
        status = rng.choice([200, 200, 200, 304, 404, 500])
        lines.append('%s - - [day+%ds] "GET %s HTTP/1.1" %d %d "-" %s' % (
            client, number, path, status, rng.randrange(5000), rng.choice(noise)))
        if number % 500 == 499:
            lines.append("truncated by a full disk")
    return lines


def main():
    for day in range(16):
        summary = summarise(sample_log(1_500 + 60 * day, seed=day))
        print(day, summary["hits"], summary["unreadable"],
              summary["pages"][:2], summary["troublemakers"][0],
              sum(summary["bytes"].values()))


if __name__ == "__main__":
    main()
