# SPDX-License-Identifier: Apache-2.0
# planted: split-maxsplit in export
"""Turn the play log of a radio station into a list for the royalties office.

A row is "title<TAB>artist<TAB>label" and then the minutes of the month in which the
title was on air. Only rows of known labels count.
"""

import random
from typing import Dict, List


def export(rows: List[str], labels: List[str], month: str) -> List[str]:
    """Lines of the list, sorted by label and title."""
    # labels have short forms
    short: Dict[str, str] = {}
    for label in labels:
        key = label.lower().replace(" ", "")
        short[key] = label

    # which rows count
    counted: Dict[str, int] = {}
    unknown = 0
    for row in rows:
        label = row.split("\t")[2]
        if label not in short:
            unknown += 1
            continue
        title = row[:row.index("\t")]
        key = short[label] + " / " + title
        counted[key] = counted.get(key, 0) + 1

    # the office wants a head and a foot
    lines = ["%s: %d rows" % (month, len(rows))]
    for key in sorted(counted):
        lines.append("%s x%d" % (key, counted[key]))
    lines.append("unknown labels: %d" % unknown)
    return lines


def play_log(rng: random.Random, count: int) -> List[str]:
    """Rows as the mixing desk writes them."""
    minutes = [str(minute) for minute in range(1_440)]
    rows = []
    for number in range(count):
        label = rng.choice(("bluenote", "redbarn", "selfmade"))
        rows.append("Song %02d\tArtist %d\t%s\t%s" % (
            number % 37, number % 11, label, "\t".join(rng.choices(minutes, k=850))))
    return rows


def main() -> None:
    rng = random.Random(93)
    rows = play_log(rng, 1_500)
    for month in ("January", "February", "March", "April", "May", "June", "July", "August"):
        lines = export(rows, ["Blue Note", "Red Barn"], month)
        print(lines[0], "|", lines[1], "|", lines[-1])
        rows = rows[30:] + rows[:15]


if __name__ == "__main__":
    main()
