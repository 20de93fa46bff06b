# SPDX-License-Identifier: Apache-2.0
import random

from coefblocks import decode, encode


def plane_of(width, height, seed):
    rng = random.Random(seed)
    return [[min(255, (x * 5 + y * y // 3) % 200 + int(rng.random() * 24)) for x in range(width)]
            for y in range(height)]


def main():
    width, height, quality = 200, 152, 70
    plane = plane_of(width, height, 404)
    coded = encode(plane, quality)
    back = decode(coded, width, height, quality)
    error = sum((a - b) ** 2 for p, q in zip(plane, back) for a, b in zip(p, q))
    print("blocks", len(coded), "pairs", sum(len(pairs) for _, _, pairs in coded))
    print("error", error, "sum", sum(map(sum, back)))


if __name__ == "__main__":
    main()
