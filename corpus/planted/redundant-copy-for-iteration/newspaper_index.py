# SPDX-License-Identifier: Apache-2.0
# planted: redundant-copy-for-iteration in build_index
"""Build the yearly index of a newspaper from the counts of its issues."""

import random


def build_index(issues: list[dict[str, int]], least: int) -> list[str]:
    """Lines of the index: names, how often, and the issue where they stood out."""
    # names that stood out in an issue
    peaks: dict[str, int] = {}
    for number, counts in enumerate(issues):
        for name, count in list(counts.items()):
            if count > least:
                peaks[name] = number

    # all mentions of those names
    totals = dict.fromkeys(peaks, 0)
    for counts in issues:
        for name in totals:
            totals[name] += counts.get(name, 0)

    # names with a title are sorted under the name
    renamed: dict[str, str] = {}
    for name in list(totals):
        if name.startswith("Dr. "):
            plain = name[4:]
            renamed[plain] = name
            totals[plain] = totals.pop(name)

    lines = []
    for name in sorted(totals):
        title = renamed.get(name, name)
        lines.append("%s: %d, most in no. %d" % (name, totals[name], peaks[title]))
    return lines


def press(rng: random.Random, names: list[str], issues: int) -> list[dict[str, int]]:
    """Counts of names by issue."""
    out = []
    base = {name: rng.randrange(1, 30) for name in names}
    for _ in range(issues):
        counts = dict(base)
        for name in rng.sample(names, 20):
            counts[name] = rng.randrange(1, 45)
        out.append(counts)
    return out


def main() -> None:
    rng = random.Random(1848)
    names = []
    for number in range(3_000):
        names.append(("Dr. " if number % 90 == 0 else "") + "Name %04d" % number)
    for year in (1848, 1849):
        issues = press(rng, names, 80)
        for least in range(42, 35, -1):
            lines = build_index(issues * 2, least + 2)
        print(year, len(lines), lines[0], "|", lines[-1])


if __name__ == "__main__":
    main()
