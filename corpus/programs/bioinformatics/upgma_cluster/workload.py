# SPDX-License-Identifier: Apache-2.0
import random

from distances import distance_matrix
from upgma import correlation, cut, upgma


def strains(rng, ancestors, each, sites):
    alignment = {}
    for a in range(ancestors):
        base = [rng.choice("ACGT") for _ in range(sites)]
        for s in range(each):
            seq = [rng.choice("ACGT") if rng.random() < 0.12 else b for b in base]
            for _ in range(4):
                seq[rng.randrange(sites)] = "-"
            alignment["st%d%02d" % (a, s)] = "".join(seq)
    return alignment


def main():
    alignment = strains(random.Random(71), 5, 14, 150)
    matrix = distance_matrix(alignment)
    matrix = {pair: min(d, 5.0) for pair, d in matrix.items()}
    names = list(alignment)
    merges = upgma(names, matrix)
    print("leaves", len(names), "matrix %.6f" % sum(matrix.values()))
    print("root %.6f" % merges[-1].height, "heights %.6f" % sum(m.height for m in merges))
    print("correlation %.6f" % correlation(names, matrix, merges))
    for height in (0.05, 0.2, 0.5):
        print(height, [len(c) for c in cut(names, merges, height)])


if __name__ == "__main__":
    main()
