# SPDX-License-Identifier: Apache-2.0
# planted: regex-compile-once in audit
"""Audit the heads of source files: which licence, which year, and what looks odd."""

import random
import re


def audit(heads):
    """Files of each licence, the latest year, odd files and a few lines for the report.

    A head is (path, first lines). Generated files are skipped.
    """
    by_licence = {}
    latest = 0
    odd = []
    generated = 0
    comments = 0
    for path, lines in heads:
        licence = None
        year = 0
        skip = False
        for line in lines:
            if re.search("GENERATED", line):
                skip = True
                break
            if re.match("^#", line):
                comments += 1
            found = re.search(r"SPDX-\w+: ([\w.-]+)", line)
            if found:
                licence = found.group(1)
        if skip:
            generated += 1
            continue
        for line in lines[:3]:
            if "20" in line:
                year = max(year, int(line[line.index("20"):][:4]))
        latest = max(latest, year)
        if licence is None or year == 0:
            odd.append(path)
            continue
        by_licence.setdefault(licence, []).append(path)
    report = ["%s %d" % (name, len(by_licence[name])) for name in sorted(by_licence)]
    report.append("generated %d" % generated)
    report.append("comments %d" % comments)
    return by_licence, latest, odd, report


def sample_heads(seed, count):
    """Made-up file heads."""
    rng = random.Random(seed)
    heads = []
    for number in range(count):
        lines = ["# part of a project", "# (c) 20%02d somebody" % rng.randrange(10, 25)]
        if rng.random() < 0.95:
            lines.append("# SPDX-Id: " + rng.choice(("MIT", "Apache-2.0", "BSD-2-Clause")))
        if rng.random() < 0.05:
            lines.insert(0, "# GENERATED, do not change")
        lines += ["", "import os", "x = %d" % number, "print(x)"]
        heads.append(("src/f%04d.py" % number, lines))
    return heads


def main():
    heads = sample_heads(3, 8_000)
    for release in range(10):
        by_licence, latest, odd, report = audit(heads[release * 50:])
        print(release, latest, len(odd), odd[:1], report)


if __name__ == "__main__":
    main()
