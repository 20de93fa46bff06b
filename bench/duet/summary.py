#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Merges files of duet_experiments (and of peers.py) and prints tables in Markdown.

Usage: summary.py FILE... [--counted COUNTED.json] [--units]
--counted: true ratios by counted instructions (truth.py); without it the ratio of steps is taken for the truth.
--units: A/A and coverage by unit as well.
"""
import argparse
import collections
import json
import math
import pathlib


def quantile(values, q):
    """The smallest value that at least a share q of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(q * len(ordered)) - 1)] if ordered else float("nan")


def bounds(hits, n):
    """95 % interval of a share (Wilson, J. Am. Stat. Assoc. 1927)."""
    if not n:
        return 0.0, 1.0
    z, share = 1.96, hits / n
    middle, half = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), (middle + half) / (1 + z * z / n)


def share(hits, n):
    low, high = bounds(hits, n)
    return f"{hits} of {n} ({hits / n:.1%} [{low:.1%}, {high:.1%}])" if n else "none"


def noise(rows):
    return "hogs" if rows[0]["hogs"] else "quiet"


def grouped(rows, *keys):
    groups = collections.defaultdict(list)
    for row in rows:
        groups[tuple(row[key] for key in keys)].append(row)
    return [groups[key] for key in sorted(groups)]


def table(title, head, cells):
    if cells:
        print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
        for row in cells:
            print(f"| {' | '.join(map(str, row))} |")


def same_with_same(rows, by_unit):
    keys = ("hogs", "unit") if by_unit else ("hogs",)
    cells = []
    for group in grouped([row for row in rows if row["mode"] == "judge" and row["truth"] == 1], *keys):
        n = len(group)
        cells.append([noise(group), group[0]["unit"] if by_unit else len({row["unit"] for row in group}),
                      share(sum(row["won"] for row in group), n), share(sum(row["accepted"] for row in group), n),
                      sum(row["verdict"] == "slower" for row in group), sum(row["verdict"] == "inconclusive" for row in group),
                      quantile([row["pairs"] for row in group], 0.5), quantile([row["pairs"] for row in group], 0.95),
                      f"{quantile([row['seconds'] for row in group], 0.5):.1f}"])
    table("A against A" + (", by unit" if by_unit else ""),
          ["machine", "unit" if by_unit else "units", "won before confirmation", "accepted", "called slower", "undecided", "pairs p50",
           "p95", "seconds p50"], cells)


def known_ratios(rows):
    cells = []
    for group in grouped([row for row in rows if row["mode"] == "judge" and row["truth"] != 1], "truth", "min_gain", "hogs"):
        won = [row["pairs"] for row in group if row["won"]]
        pairs = won + [math.inf] * (len(group) - len(won))
        cells.append([f"x{group[0]['truth']:.2f}", f"{group[0]['min_gain']:.1%}", noise(group), share(len(won), len(group)),
                      share(sum(row["accepted"] for row in group), len(group)), quantile(pairs, 0.5), quantile(pairs, 0.95),
                      f"{quantile([row['seconds'] for row in group], 0.5):.1f}",
                      sum(row["verdict"] in ("not-equivalent", "unsafe", "failed") for row in group)])
    table("Known gains", ["truth", "smallest gain", "machine", "found by the duet", "accepted", "pairs to find p50", "p95", "seconds p50",
                          "refused for other reasons"], cells)


def covered(row, counted):
    truth = counted.get(row["unit"], {}).get(str(row["truth"]), row["truth"]) if row["truth"] != 1 else 1
    return row["confirmed"]["low"] <= truth <= row["confirmed"]["high"]


def coverage(rows, counted, by_unit):
    keys = ("mode", "hogs", "unit") if by_unit else ("mode", "hogs", "truth")
    usable = [row for row in rows if row["mode"] in ("judge", "interval") and row.get("confirmed") and row["confirmed"]["pairs"] >= 6]
    usable = [row for row in usable if row["mode"] == "interval" or row["truth"] != 1]
    cells = []
    for group in grouped(usable, *keys):
        errors = [abs(row["confirmed"]["estimate"] / row["truth"] - 1) for row in group]
        cells.append([{"judge": "after a win", "interval": "on its own"}[group[0]["mode"]], noise(group),
                      group[0]["unit"] if by_unit else f"x{group[0]['truth']:.2f}",
                      share(sum(covered(row, counted) for row in group), len(group)),
                      f"{quantile([row['confirmed']['high'] / row['confirmed']['low'] - 1 for row in group], 0.5):.1%}",
                      f"{quantile(errors, 0.5):.2%}", f"{quantile(errors, 0.95):.2%}"])
    table("Intervals that hold the true ratio" + (", by unit" if by_unit else ""),
          ["measured", "machine", "unit" if by_unit else "truth", "intervals that do", "width p50", "error p50", "error p95"], cells)


def decisions(rows):
    """Rows of peers.py, and ours of the same units and ratios."""
    peers = [row for row in rows if row["mode"] == "peer"]
    if not peers:
        return
    tasks = {(row["unit"], row["truth"]) for row in peers}
    ours = [row for row in rows if row["mode"] == "judge" and (row["unit"], row["truth"]) in tasks]
    decided = peers + [{**row, "rule": "velox, first duet", "win": row["won"]} for row in ours]
    decided += [{**row, "rule": "velox, accepted", "win": row["accepted"]} for row in ours]
    cells, truths = [], sorted({truth for _, truth in tasks})
    for group in grouped(decided, "rule", "hogs"):
        row = [group[0]["rule"], noise(group)]
        for truth in truths:
            some = [one for one in group if one["truth"] == truth]
            row.append(share(sum(one["win"] for one in some), len(some)))
        cells.append(row + [f"{quantile([one['seconds'] for one in group], 0.5):.1f}"])
    table("The same tasks, decided by others",
          ["rule", "machine", *[f"says faster at x{truth:.2f}" for truth in truths], "seconds p50"], cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--counted", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent / "counted.json")
    parser.add_argument("--units", action="store_true")
    arguments = parser.parse_args()
    rows = [json.loads(line) for file in arguments.files for line in file.read_text(encoding="utf-8").split("\n") if line]
    counted = json.loads(arguments.counted.read_text()) if arguments.counted.exists() else {}
    same_with_same(rows, False)
    known_ratios(rows)
    coverage(rows, counted, False)
    if arguments.units:
        same_with_same(rows, True)
        coverage(rows, counted, True)
    decisions(rows)
    failed = [row for row in rows if row.get("fault") or row.get("out_of_time")]
    print(f"\n{len(rows)} experiments, {sum(row['seconds'] for row in rows) / 60:.0f} minutes; {len(failed)} not measured to the end.")


if __name__ == "__main__":
    main()
