# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from motif_search import contour_line, family, longest_repeat, recurring


def compose(rng):
    cells = [[0, 2, 4, 5], [0, -1, 2, -3, 0], [0, 7, 5, 4, 2], [0, 0, 0, -4]]
    melody, base = [], 60
    while len(melody) < 155:
        cell = rng.choice(cells)
        if rng.random() < 0.15:
            cell = [-step for step in cell]
        melody += [(base + step, rng.choice((1, 1, 2))) for step in cell]
        base += rng.choice((-3, -2, 2, 2, 5)) if 48 < base < 72 else (60 - base) // 2
    return melody + melody[10:30]


def main():
    rng = random.Random(5)
    melody = compose(rng)
    for length in (3, 4, 5):
        found = recurring(melody, length, 3)
        ranked = sorted(found, key=lambda shape: (-len(found[shape]), shape))[:6]
        print(length, len(found), sum(map(sum, found.values())), ranked[0], [family(melody, s) for s in ranked])
    print("repeat", longest_repeat(melody))
    print("contour", zlib.crc32(contour_line(melody).encode()))


if __name__ == "__main__":
    main()
