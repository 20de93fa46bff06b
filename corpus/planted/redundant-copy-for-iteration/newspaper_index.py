# SPDX-License-Identifier: Apache-2.0
# planted: redundant-copy-for-iteration in build_index
"""Build the yearly index of a newspaper from the mentions of its issues.

The index must fit on its page: the editor looks for the number of mentions from which
on a name is printed, so that no more names are left than there is room for.
"""

import random


def build_index(counts: dict[str, int], highest: int, room: int) -> list[str]:
    """Lines of the index: names and how often they were mentioned."""
    # how many names are left at each limit
    left: list[int] = []
    for limit in range(highest):
        names = letters = 0
        for name, count in list(counts.items()):
            if count > limit:
                names += 1
                letters += len(name)
        left.append(names + letters // 40)

    # the first limit at which they fit
    limit = highest
    for at, lines_needed in enumerate(left):
        if lines_needed <= room:
            limit = at
            break

    # names with a title are sorted under the name
    shown = {name: count for name, count in counts.items() if count > limit}
    for name in list(shown):
        if name.startswith("Dr. "):
            shown[name[4:] + ", Dr."] = shown.pop(name)

    lines = ["names with more than %d mentions" % limit]
    for name in sorted(shown):
        lines.append("%s: %d" % (name, shown[name]))
    return lines


def press(rng: random.Random, people: int) -> dict[str, int]:
    """Mentions of a year; few people are mentioned often."""
    counts = {}
    for number in range(people):
        name = ("Dr. " if number % 90 == 0 else "") + "Name %04d" % number
        counts[name] = int(rng.expovariate(1 / 60))
    return counts


def main() -> None:
    rng = random.Random(1848)
    for year in (1848, 1849, 1850):
        counts = press(rng, 6_000)
        for room in (900, 300):
            lines = build_index(counts, 320, room)
            print(year, room, len(lines), lines[0], "|", lines[1], "|", lines[-1])


if __name__ == "__main__":
    main()
