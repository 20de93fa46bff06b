# SPDX-License-Identifier: Apache-2.0
import random

from sprite_palette import Rgb, build_palette, remap, usage


def paint(width, height, seed):
    rng = random.Random(seed)
    tones = [Rgb(rng.randrange(0, 256, 4), rng.randrange(0, 256, 4), rng.randrange(0, 256, 4)) for _ in range(260)]
    rows = []
    for y in range(height):
        base = (y * len(tones)) // height
        rows.append([tones[(base + int(rng.random() * 60)) % len(tones)] for _ in range(width)])
    return rows


def main():
    rows = paint(128, 96, 71)
    pixels = [color for row in rows for color in row]
    palette = build_palette(pixels, 28)
    indexed, error = remap(rows, palette)
    table = usage(indexed, palette)
    print("palette", len(palette), "first", tuple(palette[0]), "last", tuple(palette[-1]))
    print("error", error)
    print("busiest", table[:4], "checksum", sum(i * c for c, i in table))


if __name__ == "__main__":
    main()
