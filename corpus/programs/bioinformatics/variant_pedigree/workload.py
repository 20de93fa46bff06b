# SPDX-License-Identifier: Apache-2.0
import random

from inheritance import allele_counts, carriers, mendel_errors, recessive_candidates, sharing
from vcf_lines import VariantFile

FAMILY = ["gp1", "gp2", "father", "mother", "kid1", "kid2", "kid3", "aunt"]


def make_vcf(rng, count):
    lines = ["##fileformat=VCFv4.2"]
    lines.append("\t".join(["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"] + FAMILY))
    position = 0
    for _ in range(count):
        position += rng.randint(20, 4000)
        frequency = rng.choice([0.01, 0.02, 0.04, 0.3])
        weights = [5, 3, 2] if frequency > 0.1 else [3, 3, 1]
        pairs = dict((name, rng.choices(["0/0", "0|1", "1/1"], weights)[0]) for name in FAMILY)
        if rng.random() < 0.8:
            pairs["kid1"] = rng.choice(pairs["father"][::2]) + "/" + rng.choice(pairs["mother"][::2])
        calls = []
        for name in FAMILY:
            calls.append("./." if rng.random() < 0.02 else "%s:%d:%d" % (pairs[name], rng.randint(3, 60), 99))
        info = "DP=%d;MQ=%d;AF=%.2f" % (rng.randint(50, 400), rng.randint(20, 60), frequency)
        if rng.random() < 0.1:
            info += ";LOWCOMPLEX"
        lines.append("\t".join(["chr%d" % rng.randint(1, 3), str(position), ".", "A", "G", "50", "PASS", info,
                                "GT:DP:GQ"] + calls))
    return "\n".join(lines) + "\n"


def main():
    variants = VariantFile(make_vcf(random.Random(23), 1300))
    errors = mendel_errors(variants, ("kid1", "father", "mother"), 8)
    found = recessive_candidates(variants, ["kid1", "kid2"], ["father", "mother", "kid3"])
    minor = sum(allele_counts(variants, record).get(1, 0) for record in variants.records)
    carried = sum(len(carriers(variants, record)) for record in variants.records)
    print("records", len(variants.records), "mendel", len(errors), sum(e.pos for e in errors))
    print("recessive", len(found), sum(pos for _, pos in found), "minor", minor, "carried", carried)
    for name in FAMILY:
        print(name, " ".join("%.4f" % sharing(variants, name, other) for other in FAMILY if other < name))


if __name__ == "__main__":
    main()
