# SPDX-License-Identifier: Apache-2.0
import random

from shrinkwrap import fit, lum


def landscape(width, height, seed):
    rng = random.Random(seed)
    rows = []
    for y in range(height):
        row = []
        for x in range(width):
            sky = y < height // 3
            n = int(rng.random() * 9)
            tree = not sky and (x // 7) % 3 == 0
            row.append((30 + n, 120 - n, 40) if tree else (130 + n, 170 + n, 235) if sky else (150, 140 + n, 90))
        rows.append(row)
    return rows


def main():
    rows = landscape(110, 80, 19)
    small, costs = fit(rows, 84, 66)
    print(len(small[0]), "x", len(small), "costs", costs[:3], costs[-3:], sum(costs))
    print("brightness", sum(lum(px) for row in small for px in row))
    print("skew", sum(x * lum(px) for row in small for x, px in enumerate(row)))


if __name__ == "__main__":
    main()
