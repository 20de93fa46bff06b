# SPDX-License-Identifier: Apache-2.0
"""Gene expression tables: counts per gene (row) and sample (column)."""
import math


class ExpressionTable:
    def __init__(self, samples, rows):
        self.samples = list(samples)
        self.rows = rows

    @classmethod
    def from_tsv(cls, text):
        lines = [line for line in text.splitlines() if line.strip()]
        header = lines[0].split("\t")
        if header[0] != "gene":
            raise ValueError("first column must be 'gene'")
        rows = {}
        for line in lines[1:]:
            cells = line.split("\t")
            if len(cells) != len(header):
                raise ValueError("row %s has %d cells" % (cells[0], len(cells)))
            rows[cells[0]] = [float(c) for c in cells[1:]]
        return cls(header[1:], rows)

    def column(self, sample):
        index = self.samples.index(sample)
        return [values[index] for values in self.rows.values()]

    def library_size(self, sample):
        return sum(self.column(sample))

    def cpm(self):
        """Counts per million of each sample's library."""
        scaled = {}
        for gene, values in self.rows.items():
            scaled[gene] = []
            for sample, value in zip(self.samples, values):
                size = self.library_size(sample)
                scaled[gene].append(value * 1e6 / size if size else 0.0)
        return ExpressionTable(self.samples, scaled)

    def log2(self, pseudo=1.0):
        return ExpressionTable(self.samples, {g: [math.log2(v + pseudo) for v in row] for g, row in self.rows.items()})

    def drop_low(self, minimum, samples_needed):
        kept = {}
        for gene, row in self.rows.items():
            if len([v for v in row if v >= minimum]) >= samples_needed:
                kept[gene] = row
        return ExpressionTable(self.samples, kept)


def mean(values):
    return sum(values) / len(values)


def deviation(values):
    return math.sqrt(sum((v - mean(values)) ** 2 for v in values) / (len(values) - 1))


def welch(first, second):
    """Welch's t; 0 when neither group varies."""
    spread = deviation(first) ** 2 / len(first) + deviation(second) ** 2 / len(second)
    if spread == 0:
        return 0.0
    return (mean(first) - mean(second)) / math.sqrt(spread)


def pearson(xs, ys):
    mx, my = mean(xs), mean(ys)
    sx = math.sqrt(sum((x - mx) ** 2 for x in xs))
    sy = math.sqrt(sum((y - my) ** 2 for y in ys))
    if sx == 0 or sy == 0:
        return 0.0
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / (sx * sy)
