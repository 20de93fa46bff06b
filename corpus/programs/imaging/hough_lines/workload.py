# SPDX-License-Identifier: Apache-2.0
import random

from rulings import find_rulings


def form(width, height, seed):
    rng = random.Random(seed)
    rows = [[230 + (x * 3 + y * 5) % 11 for x in range(width)] for y in range(height)]
    for y in (14, 38, 60, 90, 121):
        for x in range(8, width - 6):
            rows[y][x] = rows[y + 1][x] = 40
    for x in (20, 70, 133, 190):
        for y in range(10, height - 8):
            rows[y][x] = rows[y][x + 1] = 35
    for t in range(40):
        rows[20 + t][30 + t] = rows[20 + t][31 + t] = 50
    for _ in range(90):
        rows[rng.randrange(height)][rng.randrange(width)] = 20
    return rows


def main():
    report = find_rulings(form(230, 150, 3), 8)
    print("stretches", len(report), "votes", sum(r["votes"] for r in report))
    print("length %.2f" % sum(r["length"] for r in report))
    for r in report[:5]:
        print(r["angle"], r["rho"], r["length"])


if __name__ == "__main__":
    main()
