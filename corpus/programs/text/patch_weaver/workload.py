# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from weave_diff import similarity, unified
from weave_patch import apply_patch


def make_source(rng, count):
    names = ["width", "height", "margin", "colour", "label"]
    lines = []
    for n in range(count):
        lines.append(" " * rng.choice([0, 4, 4, 8]) + f"{rng.choice(names)} = {rng.choice(names)}_{rng.randrange(40)}")
    return lines


def mutate(rng, lines, rate):
    out = []
    for line in lines:
        roll = rng.random()
        if roll < rate:
            continue
        if roll < 2 * rate:
            out.append("# note %d" % rng.randrange(100))
        if roll < 3 * rate:
            line = line.replace("=", " =  ")
        out.append(line)
    return out


def main():
    rng = random.Random(73)
    base = make_source(rng, 480)
    mine = mutate(rng, base, 0.02)
    patch = unified(base, mine, 2)
    loose = unified(base, mine, 2, ignore_blanks=True)
    moved = make_source(rng, 6) + base
    woven = apply_patch(moved, patch)
    print("patch", len(patch.splitlines()), "loose", len(loose.splitlines()), "woven", len(woven))
    print("likeness", round(similarity(base, mine), 5), round(similarity(mine, woven), 5))
    print("crc", zlib.crc32(patch.encode()), zlib.crc32(loose.encode()), woven[6:] == mine)


if __name__ == "__main__":
    main()
