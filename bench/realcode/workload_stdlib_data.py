# SPDX-License-Identifier: Apache-2.0
"""Data jobs on the copied modules: settings files, statistics, fractions, graphs, networks, heaps.

Usage: workload_stdlib_data.py [JOB ...] - a job takes about a second; without a name all are run.
"""

import datetime
import hashlib
import io
import random
import sys

from stdlib_py import (calendar, configparser, csv, fractions, graphlib, heapq, ipaddress, json, plistlib, statistics,
                       tomllib)


def settings_files(rng):
    """INI files written, read and interpolated."""
    text = "".join("[section %d]\nbase = /srv/%d\npath = %%(base)s/data\nlevel = %d\nnotes = one\n  two\n  three\n"
                   % (n, n, rng.randrange(9)) for n in range(260))
    parser = configparser.ConfigParser()
    parser.read_string(text)
    out = [parser.get(name, "path") + str(parser.getint(name, "level")) for name in parser.sections()]
    buffer = io.StringIO()
    parser.write(buffer)
    return "".join(out) + buffer.getvalue()


def json_files(rng):
    """JSON read and written by the pure-Python code."""
    data = [{"id": n, "name": "näme %d" % n, "tags": ["a", "b\n"], "price": rng.random(), "sub": {"x": None, "y": [True] * 4}}
            for n in range(500)]
    text = json.dumps(data, indent=2)
    again = json.loads(text)
    return json.dumps(again, sort_keys=True, ensure_ascii=False)


def toml_files(rng):
    """TOML with tables and arrays of tables."""
    text = "".join('[[server]]\nname = "s%d"\nport = %d\nup = true\nsince = 2024-01-%02d\nroles = ["a", "b", "c"]\n'
                   '[server.limits]\ncpu = %.2f\n' % (n, rng.randrange(9999), n % 28 + 1, rng.random())
                   for n in range(260))
    return repr(tomllib.loads(text))


def property_lists(rng):
    """Property lists, as XML and binary."""
    data = {"items": [{"n": n, "text": "t%d" % rng.randrange(50), "when": datetime.datetime(2024, 1, 1 + n % 28),
                       "raw": b"x" * (n % 60)} for n in range(300)]}
    out = []
    for kind in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        out.append(repr(plistlib.loads(plistlib.dumps(data, fmt=kind))))
    return "".join(out)


def figures(rng):
    """Statistics over measured values, exact and not."""
    values = [rng.gauss(10, 3) for _ in range(4_000)]
    exact = [fractions.Fraction(rng.randrange(1, 99), rng.randrange(1, 60)) for _ in range(400)]
    results = [statistics.mean(values), statistics.stdev(values), statistics.median(values),
               statistics.quantiles(values, n=20)[3], statistics.mode([round(v) for v in values]),
               statistics.linear_regression(values[:900], values[900:1800]).slope,
               statistics.NormalDist.from_samples(values).quantiles(5), sum(exact), max(exact),
               statistics.variance(exact)]
    return repr(results)


def dependency_graphs(rng):
    """Build order of a large project."""
    graph = {n: {rng.randrange(n) for _ in range(min(4, n))} for n in range(4_000)}
    sorter = graphlib.TopologicalSorter(graph)
    sorter.prepare()
    waves = []
    while sorter.is_active():
        ready = sorter.get_ready()
        waves.append(len(ready))
        sorter.done(*ready)
    return repr(waves)


def networks(rng):
    """Address ranges collapsed, split and searched."""
    nets = [ipaddress.ip_network("10.%d.%d.0/24" % (rng.randrange(16), rng.randrange(128))) for _ in range(1_200)]
    collapsed = list(ipaddress.collapse_addresses(nets))
    hosts = [ipaddress.ip_address("10.%d.%d.%d" % (rng.randrange(16), rng.randrange(128), n % 250)) for n in range(300)]
    inside = sum(1 for host in hosts if any(host in net for net in collapsed[:60]))
    six = [str(ipaddress.ip_address("2001:db8::%x:%x" % (n, rng.randrange(9999)))) for n in range(800)]
    summary = list(ipaddress.summarize_address_range(hosts[0], ipaddress.ip_address("10.200.3.9")))
    return repr((len(collapsed), inside, six[-5:], len(summary), sorted(hosts)[:4]))


def heaps(rng):
    """Pure-Python heaps and merges."""
    heap = []
    for number in range(9_000):
        heapq.heappush(heap, (rng.randrange(1_000), number))
    runs = [sorted(rng.randrange(9_999) for _ in range(900)) for _ in range(8)]
    smallest = [heapq.heappop(heap) for _ in range(5_000)]
    return repr((smallest[-3:], sum(heapq.merge(*runs)), heapq.nsmallest(20, runs[0] + runs[1]),
                 heapq.nlargest(400, [rng.random() for _ in range(9_000)])[-1]))


def tables(rng):
    """CSV of unknown dialect, sniffed and read by name."""
    text = "".join("%d;name %d;%s;\"quoted; %d\"\n" % (n, n, rng.randrange(999), n) for n in range(600))
    dialect = csv.Sniffer().sniff(text[:6_000])
    rows = list(csv.DictReader(io.StringIO("id;name;value;note\n" + text), dialect=dialect))
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "name", "value", "note"])
    writer.writerows(rows)
    return out.getvalue()


def unknown_tables(rng):
    """Delimiter and header of CSV files without quotes."""
    out = []
    for delimiter in ",;|\t":
        text = "".join(delimiter.join(["n%d" % n, "x-%d" % rng.randrange(99), "%d.5" % n, "a b:c"]) + "\n" for n in range(60))
        out.append(csv.Sniffer().sniff(text).delimiter + str(csv.Sniffer().has_header("id" + text)))
    return "".join(out)


def calendars(rng):
    """Year planners as text and as HTML."""
    years = [rng.randrange(1990, 2030) for _ in range(3)]
    return "".join(calendar.TextCalendar().formatyear(year) + calendar.HTMLCalendar().formatyear(year) for year in years)


JOBS = {"settings_files": (settings_files, 137), "json_files": (json_files, 46),
        "toml_files": (toml_files, 120), "property_lists": (property_lists, 87), "figures": (figures, 120),
        "dependency_graphs": (dependency_graphs, 68), "networks": (networks, 48), "heaps": (heaps, 47),
        "tables": (tables, 133), "unknown_tables": (unknown_tables, 64), "calendars": (calendars, 130)}


def main(names):
    for name, (job, rounds) in JOBS.items():
        if names and name not in names:
            continue
        digest = hashlib.sha256()
        for number in range(rounds):
            digest.update(job(random.Random(number)).encode())
        print(name, digest.hexdigest()[:12])


if __name__ == "__main__":
    main(sys.argv[1:])
