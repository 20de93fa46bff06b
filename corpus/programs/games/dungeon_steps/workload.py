# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from dungeon import cheapest_path, draw, find_all, load_map, nearest, reachable, visible


def cave(width, height, seed):
    rng = random.Random(seed)
    rows = [[rng.choices("#.~+", [22, 66, 10, 2])[0] for _ in range(width)] for _ in range(height)]
    for mark, count in (("k", 4), ("m", 5), (">", 1), ("@", 1)):
        for _ in range(count):
            rows[rng.randrange(1, height - 1)][rng.randrange(1, width - 1)] = mark
    return load_map("\n".join("".join(row) for row in rows))


def main():
    level = cave(80, 44, 20)
    hero, goal = find_all(level, "@")[0], find_all(level, ">")[0]
    cost, path = cheapest_path(level, hero, goal)
    print(hero, goal, cost, len(path), path[1:4])
    print(nearest(level, hero, "k"), nearest(level, hero, "m"))
    found = reachable(level, hero)
    seen = visible(level, hero, 9)
    print(len(found), found[100], len(seen), sum(x * y for x, y in seen))
    text = draw(level, path)
    print(text.count("*"), zlib.crc32(text.encode()))


if __name__ == "__main__":
    main()
