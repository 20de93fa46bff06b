# SPDX-License-Identifier: Apache-2.0
import random

from pwm import Motif, density, logo, scan, spacing, without_overlaps


def sites(rng, consensus, count):
    return ["".join(rng.choice("ACGT") if rng.random() < 0.15 else c for c in consensus) for _ in range(count)]


def main():
    rng = random.Random(606)
    boxes = [Motif("tata", sites(rng, "TATAAAAG", 12)), Motif("ebox", sites(rng, "CACGTG", 9))]
    seq = list(rng.choices("ACGTN", (30, 20, 20, 30, 0.5), k=2000))
    for text in ("TATAAAAG", "CACGTG", "CTTTTATA"):
        for _ in range(6):
            start = rng.randrange(1980)
            seq[start:start + len(text)] = text
    seq = "".join(seq)
    kept = []
    for motif in boxes:
        hits = scan(motif, seq, 0.45)
        clear = without_overlaps(hits, motif.width)
        kept.append(clear)
        bits = sum(motif.information(i) for i in range(motif.width))
        print(motif.name, motif.consensus(), "bits %.5f" % bits, "best %.5f" % motif.best_score())
        print("  hits", len(hits), "clear", len(clear), "%.5f" % sum(h[2] for h in clear), density(clear, 2000, 8))
        print("  logo", logo(motif)[:2])
    print("spacing", spacing(kept[0], kept[1], 120))


if __name__ == "__main__":
    main()
