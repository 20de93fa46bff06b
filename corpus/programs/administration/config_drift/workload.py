# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from drift_scan import common_drift, scan, severity
from settings_tree import merge


def main():
    rng = random.Random(404)
    base = {
        section: {f"opt{n}": rng.choice((True, 10 * n, "on", [n, n + 1])) for n in range(14)}
        for section in ("sshd", "nginx", "kernel", "cache", "backup", "ntp")
    }
    base["nginx"]["limits"] = {"conn": 200, "rate": 50, "burst": {"api": 5, "web": 20}}
    site = {"nginx": {"limits": {"conn": 400}}, "ntp": {"server": "ntp1"}}
    roles = {"db": {"kernel": {"opt3": 77}, "nginx": None}, "web": {"sshd": {"opt1": None}}}
    fleet = {}
    layers = {}
    for n in range(60):
        host = f"host{n:02d}"
        layers[host] = [base, site, roles[rng.choice(("db", "web", "web"))]]
        actual = merge({}, {})
        for layer in layers[host]:
            actual = merge(actual, layer)
        for _ in range(rng.randrange(0, 6)):
            section = rng.choice(sorted(actual))
            actual[section][f"opt{rng.randrange(11)}"] = rng.choice(("hand", 1, None))
        if n % 3 == 0:
            actual["sshd"]["opt7"] = "legacy"
        actual["host"] = {"uptime": n, "sshd": {"pid": 100 + n}}
        fleet[host] = actual
    findings = scan(fleet, layers.get)
    text = "\n".join(finding.line() for finding in findings)
    kinds = [finding.kind for finding in findings]
    print({kind: kinds.count(kind) for kind in ("extra", "missing", "changed")}, zlib.crc32(text.encode()))
    print("common", common_drift(findings, 0.25, len(fleet)))
    print("severity", severity(findings, {"sshd": {"opt7": 9, "opt1": 3}, "kernel": 5, "nginx": 2}))
    print(findings[0].line())


if __name__ == "__main__":
    main()
