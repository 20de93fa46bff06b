# SPDX-License-Identifier: Apache-2.0
# stays: repeated-pure-call-to-local: the parts of a line are changed before they are asked again
"""Rewrite the price tags of a market.

A tag is a line "name;price;unit". The program writes a new tag with the price of the
day below the old one.
"""

import random


def retag(line: str, percent: int) -> tuple[str, str]:
    """(old tag, new tag) of a line."""
    new = line.split(";")
    new[1] = str(int(new[1]) * percent // 100)
    new.append("new")
    old = line.split(";")
    old[0] = old[0].upper()
    return ";".join(old), ";".join(new)


def rounds(line: str, percents: list[int]) -> list[str]:
    """The tags of a day, each made from the one before."""
    tags = []
    for percent in percents:
        before = len(line.strip())
        line = retag(line, percent)[1]
        after = len(line.strip())
        tags.append("%s (%+d)" % (line, after - before))
    return tags


def main() -> None:
    rng = random.Random(28)
    goods = ["apples", "pears", "leek", "kale", "honey", "eggs"]
    total = 0
    for day in range(12_000):
        line = "%s;%d;kg" % (rng.choice(goods), rng.randrange(90, 900))
        old, new = retag(line, rng.randrange(80, 130))
        tags = rounds(line, [110, 95, 90])
        total += len(old) + len(new) + len(tags[-1])
        if day % 2_000 == 0:
            print(old, "->", new, tags)
    print(total)


if __name__ == "__main__":
    main()
