# SPDX-License-Identifier: Apache-2.0
import random
import zlib

import lifelike


def soup(rng, size):
    return sorted((y, x) for y in range(size) for x in range(size) if rng.random() < 0.4)


def main():
    rng = random.Random(1970)
    named = {
        "glider": lifelike.from_rle("bo$2bo$3o!"),
        "r-pentomino": lifelike.from_rle("b2o$2o$bo!"),
        "pulsar seed": lifelike.from_rle("5o$o3bo!"),
        "lightweight ship": lifelike.from_rle("bo2bo$o$o3bo$4o!"),
    }
    for name in named:
        print(name, lifelike.fate(named[name], limit=40))
    soups = [soup(rng, 6) for _ in range(7)]
    print("census", lifelike.census(soups, limit=45))
    print("high life", lifelike.census(soups[:3], "B36/S23", limit=25))
    cells = soups[0]
    for _ in range(12):
        cells = lifelike.generation(cells)
    print("crc", zlib.crc32(lifelike.draw(cells).encode()), len(cells))


if __name__ == "__main__":
    main()
