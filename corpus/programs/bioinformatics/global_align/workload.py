# SPDX-License-Identifier: Apache-2.0
import random

from nw_align import Scoring, align, best_partner


def family(rng, ancestor, members):
    proteins = {}
    for number in range(members):
        residues = []
        for residue in ancestor:
            dice = rng.random()
            if dice < 0.06:
                continue
            if dice < 0.25:
                residue = rng.choice("ACDEFGHIKLMNPQRSTVWY")
            residues.append(residue)
            if dice > 0.96:
                residues.append(rng.choice("GPS"))
        proteins["p%02d" % number] = "".join(residues)
    return proteins


def main():
    rng = random.Random(33)
    ancestor = "".join(rng.choice("ACDEFGHIKLMNPQRSTVWY") for _ in range(105))
    proteins = family(rng, ancestor, 6)
    scoring = Scoring()
    for name in sorted(proteins):
        other, score = best_partner(name, proteins, scoring)
        best = align(proteins[name], proteins[other], scoring)
        print(name, len(proteins[name]), other, score, "%.4f" % best.identity(), best.cigar())


if __name__ == "__main__":
    main()
