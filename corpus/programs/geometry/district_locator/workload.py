# SPDX-License-Identifier: Apache-2.0
import random

from addressbook import assign, street_roll
from shapes import outline_length, touching


def build(rng, side, count):
    corner = {}
    for i in range(side + 1):
        for j in range(side + 1):
            corner[i, j] = (i * 50 + rng.randint(-9, 9), j * 50 + rng.randint(-9, 9))
    districts = []
    for i in range(side):
        for j in range(side):
            ring = [corner[i, j], corner[i + 1, j], corner[i + 1, j + 1], corner[i, j + 1]]
            districts.append(("D%d-%d" % (i, j), [ring]))
    names = ["High St", "Mill Rd.", "N Park Ave", "Old  Ln", "King Sq.", "Abbey Ct", "South Quay", "E Gate St."]
    lines = []
    for k in range(count):
        x, y = rng.uniform(-20, side * 50 + 20), rng.uniform(-20, side * 50 + 20)
        place = "north" if k % 90 == 0 else "%.2f" % x
        lines.append("%d;%s;%s;%.2f" % (rng.randint(1, 160), rng.choice(names), place, y))
    return districts, lines


def main():
    districts, lines = build(random.Random(62), 8, 3700)
    book, strays, bad = assign(lines, districts)
    print("districts", len(districts), "assigned", sum(len(v) for v in book.values()))
    print("strays", len(strays), "bad", bad, "touching", len(touching(districts)))
    rolls = [street_roll(entries) for entries in book.values()]
    print("streets", sum(len(r) for r in rolls), "numbers", sum(sum(n) * (i + 1) for i, r in enumerate(rolls)
                                                                for n in r.values()))
    print("outline %.3f" % sum(outline_length(rings) for _, rings in districts))


if __name__ == "__main__":
    main()
