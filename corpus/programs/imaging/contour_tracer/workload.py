# SPDX-License-Identifier: Apache-2.0
import random

from blob_outline import chain_code, outlines, shoelace, simplify


def stamp_discs(width, height, count, seed):
    rng = random.Random(seed)
    grid = [["."] * width for _ in range(height)]
    for _ in range(count):
        cx, cy, r = rng.randrange(width), rng.randrange(height), rng.randrange(2, 11)
        for y in range(max(0, cy - r), min(height, cy + r + 1)):
            half = int((r * r - (y - cy) ** 2) ** 0.5)
            for x in range(max(0, cx - half), min(width, cx + half + 1)):
                grid[y][x] = "#"
    return ["".join(row) for row in grid]


def main():
    mask = stamp_discs(340, 270, 190, 2024)
    paths = outlines(mask)
    codes = [chain_code(path) for path in paths]
    print("contours", len(paths), "points", sum(map(len, paths)))
    print("area", sum(shoelace(path) for path in paths))
    print("kept", sum(len(simplify(path)) for path in paths))
    print("digits", sum(int(digit) for code in codes for digit in code), codes[0][:24])


if __name__ == "__main__":
    main()
