# SPDX-License-Identifier: Apache-2.0
import random

from intervals_bed import merge, read_bed
from peak_genes import annotate, covered, quiet_parts, report


def bed(rng, prefix, count, shortest, longest):
    lines = ["track name=%s" % prefix]
    for number in range(count):
        start = rng.randrange(0, 400000)
        end = start + rng.randrange(shortest, longest)
        lines.append("chr%d\t%d\t%d\t%s%04d" % (rng.randint(1, 4), start, end, prefix, number))
    return "\n".join(lines)


def main():
    rng = random.Random(2003)
    peaks = read_bed(bed(rng, "pk", 450, 150, 900))
    genes = read_bed(bed(rng, "gene", 90, 2000, 18000))
    rows = annotate(peaks, genes)
    print(report(rows))
    print("rows", len(rows), "merged", len(merge(peaks)), len(merge(peaks, 2000)))
    print("covered", sum(i * n for i, (_, n) in enumerate(covered(peaks, genes))))
    quiet = quiet_parts(genes, peaks)
    print("quiet", len(quiet), sum(p.length for p in quiet))


if __name__ == "__main__":
    main()
