# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from dbgraph import DeBruijnGraph, contigs, gc_share, n50


def library(rng, genome, count, length):
    for _ in range(count):
        start = rng.randrange(len(genome) - length + 1)
        read = genome[start:start + length]
        if rng.random() < 0.15:
            spot = rng.randrange(length)
            read = read[:spot] + rng.choice("ACGT") + read[spot + 1:]
        yield read


def main():
    rng = random.Random(90210)
    unique = "".join(rng.choice("ACGT") for _ in range(1600))
    genome = unique[:200] + unique[60:85] + unique[200:] + unique[60:85]
    graph = DeBruijnGraph(14)
    for read in library(rng, genome, 1150, 48):
        graph.add_read(read)
    edges = graph.edge_count()
    dropped = graph.drop_rare(3)
    parts = contigs(graph)
    print("nodes", len(graph.nodes()), "edges", edges, "dropped", dropped, "kmers", sum(graph.coverage.values()))
    print("contigs", len(parts), "n50", n50([len(p) for p in parts]), "longest", max(map(len, parts)))
    print("gc %.5f" % gc_share("".join(parts)), "crc", zlib.crc32("\n".join(sorted(parts)).encode()))
    print("found", sum(1 for p in parts if p in genome))


if __name__ == "__main__":
    main()
