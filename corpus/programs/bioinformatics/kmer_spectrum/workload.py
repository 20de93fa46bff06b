# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from kmerlib import count_kmers, most_frequent, shared_share, solid, spectrum, trim_read, valley


def shotgun(rng, genome, depth, length):
    reads = []
    for _ in range(depth * len(genome) // length):
        start = rng.randrange(len(genome) - length)
        read = list(genome[start:start + length])
        for i in range(length):
            if rng.random() < 0.008:
                read[i] = rng.choice("ACGTN")
        reads.append("".join(read))
    return reads


def main():
    rng = random.Random(1953)
    genome = "".join(rng.choice("ACGT") for _ in range(1900))
    reads = shotgun(rng, genome, 26, 80)
    k = 15
    counts = count_kmers(reads, k)
    spec = spectrum(counts)
    low = valley(spec)
    trusted = solid(counts, 4)
    trimmed = [trim_read(read, k, trusted) for read in reads[:260]]
    print("reads", len(reads), "kmers", len(counts), "total", sum(counts.values()))
    print("spectrum", spec[:6], "valley", low, "solid", len(trusted))
    again = count_kmers(trimmed, k)
    print("shared %.6f" % shared_share(counts, again), most_frequent(again, 2))
    print("trimmed", sum(len(t) for t in trimmed), zlib.crc32("|".join(trimmed).encode()))


if __name__ == "__main__":
    main()
