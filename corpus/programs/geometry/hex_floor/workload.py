# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from hextiles import Floor, patch_width


def main():
    rng = random.Random(3141)
    floor = Floor.disc(30, lambda q, r: rng.choice("wwwwwbbbg") if (q * q + r * r) % 7 else "w")
    before = floor.patches()
    joints, wall = floor.joint_length()
    print("tiles", len(floor.tiles), "patches", len(before), "joints", joints, "wall", wall)
    largest = max(before, key=len)
    print("largest", len(largest), "widths", sum(patch_width(p) for p in before if p is not largest))
    changed = floor.recolour_small(3, "w")
    print("changed", changed, "left", len(floor.patches()))
    print(floor.order_list(), zlib.crc32(floor.drawing().encode()))


if __name__ == "__main__":
    main()
