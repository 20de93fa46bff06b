# SPDX-License-Identifier: Apache-2.0
import random

from contrasts import coexpressed, contrast, modules
from exprtable import ExpressionTable


def simulate(rng, genes, samples):
    programs = [[rng.uniform(0.3, 3.0) for _ in range(samples)] for _ in range(5)]
    lines = ["gene\t" + "\t".join("s%02d" % i for i in range(samples))]
    for number in range(genes):
        level = rng.choice([0.5, 30, 80, 250])
        program = programs[number % 5] if number % 3 == 0 else [1.0] * samples
        counts = [max(0, round(rng.gauss(level * f, level * 0.12))) for f in program]
        lines.append("g%04d\t" % number + "\t".join(str(c) for c in counts))
    return "\n".join(lines) + "\n"


def main():
    table = ExpressionTable.from_tsv(simulate(random.Random(17), 270, 16))
    dense = table.drop_low(5, 8)
    logs = dense.cpm().log2()
    rows = contrast(logs, logs.samples[:8], logs.samples[8:])
    pairs = coexpressed(logs, 0.8)
    groups = modules(pairs)
    print("genes", len(table.rows), "kept", len(dense.rows), "log sum %.4f" % sum(map(sum, logs.rows.values())))
    print("top", rows[0][0], "%.4f %.4f" % rows[0][1:], "t sum %.4f" % sum(r[2] for r in rows))
    print("pairs", len(pairs), "%.5f" % sum(p[2] for p in pairs), "modules", [len(g) for g in groups][:6])


if __name__ == "__main__":
    main()
