# SPDX-License-Identifier: Apache-2.0
import random

from album_dedupe import Album, keepers, merge_sets


def shot(phase, size, noise, rng, flip):
    rows = [[(x * phase + y * (phase ^ 5) + (x * y) // 7) % 200 + int(rng.random() * noise) for x in range(size)]
            for y in range(size)]
    return [row[::-1] for row in rows] if flip else rows


def main():
    rng = random.Random(12)
    album = Album(6)
    sizes = {}
    for n in range(176):
        name = "IMG_%04d" % (n * 7 % 1000)
        album.add(name, shot(3 + n % 83, 16 + 8 * (n % 2), 12, rng, n % 5 == 0))
        sizes[name] = 1000 + n * 37 % 400
    pairs = album.pairs()
    sets = merge_sets(album.names, pairs)
    print("pairs", len(pairs), "sets", len(sets), "largest", max(map(len, sets)))
    print("keep", keepers(sets, sizes)[:6])
    print("ones", sum(p.count("1") for p in album.prints), hex(int(album.prints[7], 2)))


if __name__ == "__main__":
    main()
