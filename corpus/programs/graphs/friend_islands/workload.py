# SPDX-License-Identifier: Apache-2.0
import random
import zlib

import islands


def make_pairs(rng, villages, size):
    pairs = []
    for v in range(villages):
        names = [f"v{v}p{n:02d}" for n in range(size)]
        for n in range(1, size):
            pairs.append((names[rng.randrange(max(0, n - 4), n)], names[n]))
            if rng.random() < 0.6:
                a, b = rng.sample(names, 2)
                pairs.append((a, b))
        if v % 3 == 1:
            pairs.append((names[0], f"v{v - 1}p{rng.randrange(size):02d}"))
    rng.shuffle(pairs)
    return pairs


def main():
    rng = random.Random(290)
    pairs = make_pairs(rng, 22, 55)
    groups = islands.islands(pairs)
    key = islands.go_betweens(pairs)
    gossip = islands.spread(pairs, groups[0][0])
    print("people", len(islands.people(pairs)), "groups", [len(g) for g in groups])
    print("between", len(key), "rounds", max(gossip.values()), sum(gossip.values()))
    cliques = [islands.cliquishness(pairs, p) for p in groups[-1][:40]]
    print("clique", round(sum(cliques), 5), "meet", [islands.introductions(pairs, p)[:1] for p in key[:4]])
    print("crc", zlib.crc32(repr((groups, key)).encode()))


if __name__ == "__main__":
    main()
