# SPDX-License-Identifier: Apache-2.0
import random

from phylo import distance_table, parse, shared_clades


def random_newick(rng, names):
    pool = ["%s:%.3f" % (n, rng.uniform(0.05, 1)) for n in names]
    while len(pool) > 2:
        first = pool.pop(rng.randrange(max(0, len(pool) - 6), len(pool)))
        second = pool.pop(rng.randrange(max(0, len(pool) - 6), len(pool)))
        pool.append("(%s,%s):%.3f" % (first, second, rng.uniform(0.05, 1)))
    return "(" + ",".join(pool) + ")root;"


def main():
    rng = random.Random(1859)
    names = ["sp%03d" % i for i in range(74)]
    first = parse(random_newick(rng, names))
    second = parse(random_newick(rng, names))
    table = distance_table(first)
    far = max(sorted(table), key=lambda pair: table[pair])
    print("leaves", len(first.leaves()), "pairs", len(table), "sum %.5f" % sum(table.values()))
    print("far", far, "%.4f" % table[far])
    print("shared", len(shared_clades(first, second)), len(shared_clades(first, first)))
    print("text", len(first.newick()), len(parse(second.newick()).newick()))


if __name__ == "__main__":
    main()
