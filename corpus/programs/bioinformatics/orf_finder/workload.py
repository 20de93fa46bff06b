# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from fasta_reader import composition, parse_fasta
from open_frames import codon_usage, drop_contained, find_orfs


def contigs(seed, number, length):
    rng = random.Random(seed)
    lines = []
    for i in range(number):
        lines.append(">contig%02d len=%d" % (i, length))
        bases = "".join(rng.choices("ACGTN", (30, 20, 22, 28, 0.05), k=length))
        lines.extend(bases[j:j + 70] for j in range(0, length, 70))
    return lines


def main():
    records = parse_fasta(contigs(404, 11, 3200))
    total = {}
    for name, seq in records:
        orfs = find_orfs(name, seq, 8)
        outer = drop_contained(orfs)
        usage = codon_usage(seq, outer)
        for base, count in composition(seq).items():
            total[base] = total.get(base, 0) + count
        proteins = "/".join(o.protein for o in outer)
        print(name, len(orfs), len(outer), "span", sum(o.end - o.start for o in outer),
              "codons", len(usage), sum(usage.values()), "crc", zlib.crc32(proteins.encode()))
    print(total)


if __name__ == "__main__":
    main()
