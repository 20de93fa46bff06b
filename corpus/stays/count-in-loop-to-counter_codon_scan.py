# SPDX-License-Identifier: Apache-2.0
# stays: count-in-loop-to-counter: str.count looks for substrings, not for elements
"""Count short motifs in DNA reads; motifs have one to four letters."""

import random


def motif_table(read, motifs):
    """How often each motif occurs without overlap."""
    table = {}
    for motif in motifs:
        table[motif] = read.count(motif)
    return table


def sample_motifs(rng, count):
    """Made-up motifs."""
    return ["".join(rng.choice("acgt") for _ in range(rng.randrange(1, 5))) for _ in range(count)]


def main():
    rng = random.Random(3)
    motifs = sample_motifs(rng, 120)
    for sample in range(20):
        read = "".join(rng.choice("acgt") for _ in range(9_000))
        table = motif_table(read, motifs)
        print(sample, len(table), sum(table.values()), table[motifs[0]], max(table, key=table.get))


if __name__ == "__main__":
    main()
