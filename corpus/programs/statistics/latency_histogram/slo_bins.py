# SPDX-License-Identifier: Apache-2.0
import re


def log_edges(low, high, per_decade):
    """Bin edges that grow geometrically from low to at least high."""
    edges = [low]
    while edges[-1] < high:
        edges.append(low * 10 ** (len(edges) / per_decade))
    return edges


class Histogram:
    def __init__(self, edges):
        if list(edges) != sorted(edges):
            raise ValueError("edges must increase")
        self.edges = tuple(edges)
        self.counts = [0] * (len(edges) - 1)
        self.under = 0
        self.over = 0
        self.samples = []

    def bin_of(self, value):
        """Index of the half open bin [edge, next edge) that holds value, None outside."""
        for i in range(len(self.edges) - 1):
            if self.edges[i] <= value < self.edges[i + 1]:
                return i
        return None

    def add(self, value):
        self.samples.append(value)
        if value < self.edges[0]:
            self.under += 1
        elif self.bin_of(value) is None:
            self.over += 1
        else:
            self.counts[self.bin_of(value)] += 1

    def total(self):
        return self.under + sum(self.counts) + self.over

    def cumulative(self):
        return [self.under + sum(self.counts[:i + 1]) for i in range(len(self.counts))]

    def quantile(self, q):
        """Nearest-rank quantile of the samples."""
        ranked = sorted(self.samples)
        rank = max(1, -(-len(ranked) * q // 1))
        return ranked[int(rank) - 1]

    def merge(self, other):
        if self.edges != other.edges:
            raise ValueError("histograms with different edges")
        merged = Histogram(self.edges)
        merged.counts = [a + b for a, b in zip(self.counts, other.counts)]
        merged.under = self.under + other.under
        merged.over = self.over + other.over
        merged.samples = self.samples + other.samples
        return merged

    def bars(self, width=40):
        text = ""
        for i, count in enumerate(self.counts):
            if count:
                bar = "#" * max(1, count * width // max(self.counts))
                text += "%9.2f %6d %s\n" % (self.edges[i], count, bar)
        return text


LINE = r"^(?P<stamp>\d+) (?P<service>[a-z-]+) (?P<millis>\d+\.\d+)ms(?: retry=(?P<retry>\d+))?$"


def parse_line(line):
    """(service, milliseconds, retries), or None for other lines."""
    match = re.compile(LINE).match(line)
    if match is None:
        return None
    return match.group("service"), float(match.group("millis")), int(match.group("retry") or 0)


def by_service(lines, edges):
    table = {}
    for line in lines:
        if parse_line(line) is not None:
            service = parse_line(line)[0]
            if service not in table:
                table[service] = Histogram(edges)
            table[service].add(parse_line(line)[1])
    return table


def slo_report(table, target_ms, quantiles=(0.5, 0.9, 0.99)):
    report = []
    for service in sorted(table):
        h = table[service]
        good = len([v for v in h.samples if v <= target_ms])
        row = {"service": service, "share": good / h.total()}
        for q in quantiles:
            row["p%g" % (q * 100)] = h.quantile(q)
        report.append(row)
    return report


def fleet(table):
    merged = None
    for service in sorted(table):
        merged = table[service] if merged is None else merged.merge(table[service])
    return merged
