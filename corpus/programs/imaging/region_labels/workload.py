# SPDX-License-Identifier: Apache-2.0
import random

from watershed_cells import census, clusters, find_regions, size_classes


def stained_slide(width, height, cells, seed):
    rng = random.Random(seed)
    slide = [[10 + (x * 13 + y * 29) % 17 for x in range(width)] for y in range(height)]
    for _ in range(cells):
        cx, cy, r = rng.randrange(width), rng.randrange(height), rng.randrange(1, 5)
        for y in range(max(0, cy - r), min(height, cy + r + 1)):
            for x in range(max(0, cx - r), min(width, cx + r + 1)):
                d = (x - cx) ** 2 + (y - cy) ** 2
                if d <= r * r:
                    slide[y][x] = max(slide[y][x], 200 - 9 * d)
    return slide


def main():
    slide = stained_slide(270, 210, 400, 8)
    labels, count = find_regions(slide, 90)
    cells = census(labels, slide, count)
    groups = clusters(cells, 2)
    print("regions", count, "cells", len(cells), "groups", len(groups))
    print("sizes", size_classes(cells, [100, 12, 30, 60]))
    print("stain %.4f" % sum(c["stain"] for c in cells), "centre %.4f" % sum(c["centre"][0] for c in cells))
    print("largest group", max(len(g) for g in groups), [c["label"] for c in groups[0]])


if __name__ == "__main__":
    main()
