# SPDX-License-Identifier: Apache-2.0
import fnmatch

from settings_tree import effective, flatten, lookup

IGNORED = ["*.last_seen", "host.uptime", "*.pid", "cache.*"]


class Finding:
    def __init__(self, host, path, wanted, actual):
        self.host = host
        self.path = path
        self.wanted = wanted
        self.actual = actual

    @property
    def kind(self):
        if self.wanted is None:
            return "extra"
        if self.actual is None:
            return "missing"
        return "changed"

    def line(self):
        return "%s %-8s %s: %r -> %r" % (self.host, self.kind, self.path, self.wanted, self.actual)


def ignored(path):
    hits = [pattern for pattern in IGNORED if fnmatch.fnmatchcase(path, pattern)]
    return len(hits) > 0


def all_paths(one, other):
    paths = list(flatten(one).keys())
    for path in flatten(other).keys():
        if path not in paths:
            paths.append(path)
    return sorted(paths)


def compare(host, wanted, actual):
    findings = []
    for path in all_paths(wanted, actual):
        if ignored(path):
            continue
        left, right = flatten(wanted).get(path), flatten(actual).get(path)
        if left != right:
            findings.append(Finding(host, path, left, right))
    return findings


def scan(fleet, layers_of):
    """Compares each host's reported settings to what its layers say."""
    findings = []
    for host, reported in fleet.items():
        wanted = effective(layers_of(host))
        findings.extend(compare(host, wanted, reported))
    return findings


def common_drift(findings, share, hosts):
    """Paths that drifted the same way on at least that share of hosts: candidates for a new default."""
    common = []
    for finding in findings:
        same = [f for f in findings if f.path == finding.path and f.actual == finding.actual]
        if len(same) >= share * hosts and (finding.path, finding.actual) not in common:
            common.append((finding.path, finding.actual))
    return common


def severity(findings, weights):
    """Sum of weights; a path takes the weight of its longest prefix in the weight tree."""
    total = 0
    for finding in findings:
        parts = finding.path.split(".")
        for length in range(len(parts), 0, -1):
            weight = lookup(weights, ".".join(parts[:length]))
            if isinstance(weight, int):
                total += weight
                break
    return total
