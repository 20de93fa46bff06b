# SPDX-License-Identifier: Apache-2.0
# Position weight matrices for binding sites.
import math
from functools import reduce

BASES = "ACGT"


class Motif:
    def __init__(self, name, sites, pseudo=0.5):
        if len({len(s) for s in sites}) != 1:
            raise ValueError("sites of %s differ in length" % name)
        self.name = name
        self.sites = list(sites)
        self.pseudo = pseudo

    @property
    def width(self):
        return len(self.sites[0])

    def frequency(self, position, base):
        hits = len([s for s in self.sites if s[position] == base])
        return (hits + self.pseudo) / (len(self.sites) + 4 * self.pseudo)

    def information(self, position):
        """Bits of one column, between 0 and 2."""
        return 2 + sum(self.frequency(position, b) * math.log2(self.frequency(position, b)) for b in BASES)

    def consensus(self):
        return "".join(max(BASES, key=lambda b: self.frequency(i, b)) for i in range(self.width))

    def best_score(self):
        return sum(max(math.log2(self.frequency(i, b) / 0.25) for b in BASES) for i in range(self.width))

    def score(self, window):
        """Log odds of a window against an even background; -inf with an N."""
        total = 0.0
        for position in range(self.width):
            if window[position] not in BASES:
                return -math.inf
            total += math.log2(self.frequency(position, window[position]) / 0.25)
        return total


def flip(seq):
    return seq[::-1].translate(str.maketrans("ACGT", "TGCA"))


def scan(motif, seq, share):
    """(start, strand, score) of all windows that reach this share of the best score."""
    hits = []
    for start in range(len(seq) - motif.width + 1):
        window = seq[start:start + motif.width]
        for strand, text in (("+", window), ("-", flip(window))):
            if motif.score(text) >= share * motif.best_score():
                hits.append((start, strand, motif.score(text)))
    return hits


def without_overlaps(hits, width):
    """The best hits first; a hit that overlaps a chosen one is left out."""
    pool = list(hits)
    chosen = []
    while pool:
        best = max(pool, key=lambda h: h[2])
        pool.remove(best)
        if all(abs(best[0] - other[0]) >= width for other in chosen):
            chosen.append(best)
    return sorted(chosen)


def density(hits, length, bins):
    counts = [0] * bins
    for start, _, _ in hits:
        counts[min(bins - 1, start * bins // length)] += 1
    return counts


def logo(motif):
    """Rows of the sequence logo: base order of each column by frequency."""
    columns = []
    for position in range(motif.width):
        order = sorted(BASES, key=lambda b: -motif.frequency(position, b))
        columns.append(reduce(lambda text, base: text + base, order, ""))
    return ["".join(column[row] for column in columns) for row in range(len(BASES))]


def spacing(first, second, longest):
    """Distances from each hit of the first motif to the next hit of the second."""
    distances = []
    for start, _, _ in first:
        later = [other for other, _, _ in second if other > start]
        if later and min(later) - start <= longest:
            distances.append(min(later) - start)
    return distances
