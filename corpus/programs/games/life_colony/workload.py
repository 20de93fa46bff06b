# SPDX-License-Identifier: Apache-2.0
import zlib

from colony import Colony


def main():
    colony = Colony()
    colony.place("r_pentomino", 0, 0)
    colony.place("glider", 12, -4)
    colony.place("toad", -12, 3)
    sizes = []
    while colony.generation < 120 and not colony.seen_before():
        colony.step()
        sizes.append(len(colony.cells))
    picture = colony.render()
    print(colony.generation, sizes[::9], colony.bounds(), zlib.crc32(picture.encode()))
    for name in ("glider", "toad", "block"):
        lone = Colony()
        lone.place(name, 3, 3)
        print(name, lone.period(12), lone.bounds())


if __name__ == "__main__":
    main()
