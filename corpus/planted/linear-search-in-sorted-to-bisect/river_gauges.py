# SPDX-License-Identifier: Apache-2.0
# planted: linear-search-in-sorted-to-bisect in bulletin
"""A bulletin about river levels: alarm steps, trends and the noisiest gauges."""

from __future__ import annotations

import random


def bulletin(rows: list[str], marks: list[int]) -> list[str]:
    """Read rows "gauge;millimetres", classify them, and write the report."""
    # read
    gauges: list[str] = []
    levels: list[int] = []
    skipped = 0
    for row in rows:
        name, _, text = row.partition(";")
        if not text.isdigit():
            skipped += 1
            continue
        gauges.append(name)
        levels.append(int(text))

    # classify
    edges = sorted(marks)
    stages: list[int] = []
    for level in levels:
        stage = len(edges)
        for i, edge in enumerate(edges):
            if edge > level:
                stage = i
                break
        stages.append(stage)

    # trend: how often the stage rose against the row before
    rises: dict[str, int] = {}
    last: dict[str, int] = {}
    for name, stage in zip(gauges, stages):
        if name in last and stage > last[name]:
            rises[name] = rises.get(name, 0) + 1
        last[name] = stage

    # write
    lines = ["%d rows, %d unreadable" % (len(rows), skipped)]
    for name in sorted(last):
        lines.append("%s stage %d, %d rises" % (name, last[name], rises.get(name, 0)))
    top = 0
    for edge in edges:
        if edge > 9_000:
            break
        top += 1
    lines.append("%d of %d marks are below nine metres" % (top, len(edges)))
    return lines


def main() -> None:
    rng = random.Random(19)
    marks = rng.sample(range(100, 12_000), 900)
    rows = []
    for _ in range(50_000):
        level = "n/a" if rng.random() < 0.01 else str(rng.randrange(12_500))
        rows.append("%s;%s" % (rng.choice(("Elbe", "Saale", "Mulde", "Havel")), level))
    for line in bulletin(rows, marks):
        print(line)


if __name__ == "__main__":
    main()
