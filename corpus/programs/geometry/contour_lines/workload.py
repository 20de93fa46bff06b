# SPDX-License-Identifier: Apache-2.0
import math
import random

from heightfield import HeightField
from isolines import contours


def hills(seed, height, width):
    rng = random.Random(seed)
    tops = [(rng.uniform(0, height), rng.uniform(0, width), rng.uniform(20, 90)) for _ in range(7)]
    rows = []
    for r in range(height):
        row = []
        for c in range(width):
            z = sum(h * math.exp(-((r - y) ** 2 + (c - x) ** 2) / 60.0) for y, x, h in tops)
            row.append(z + rng.uniform(0, 14))
        rows.append(row)
    return HeightField(rows)


def main():
    field = hills(8, 50, 54)
    calm = field.smooth()
    print("summits", len(field.summits()), len(calm.summits()), calm.summits()[0])
    for level in (10, 25, 40, 55):
        lines = contours(field, level + 0.5) + contours(calm, level + 0.5)
        closed = sum(1 for line in lines if line[0] == line[-1])
        length = sum(math.dist(a, b) for line in lines for a, b in zip(line, line[1:]))
        print("level", level, "lines", len(lines), "closed", closed, "length %.5f" % length)


if __name__ == "__main__":
    main()
