# SPDX-License-Identifier: Apache-2.0
# planted: list-index-in-loop-to-dict in Importer.load
"""Read measurement sheets whose columns come in any order, and tidy them."""

import random


class Importer:
    """Knows the columns that the archive wants."""

    def __init__(self, wanted):
        self.wanted = wanted
        self.rows = []
        self.skipped = []

    def load(self, header, cells):
        """Take the wanted cells of a sheet; cells are (column, row, value)."""
        for column, row, value in cells:
            if column == "remark" or column not in header:
                self.skipped.append((row, column))
                continue
            self.rows.append((row, header.index(column), value))

    def key_place(self, header):
        """Where the key column stands."""
        return header.index(self.wanted[0])

    def totals(self):
        """Sum of the values of each column place."""
        sums = {}
        for _, place, value in self.rows:
            sums[place] = sums.get(place, 0) + value
        return sums


def busiest_row(rows):
    """The row with most values, and their number."""
    counts = {}
    for row, _, _ in rows:
        counts[row] = counts.get(row, 0) + 1
    best = max(counts, key=lambda row: (counts[row], -row))
    return best, counts[best]


def sample_sheet(seed, columns, cells):
    """A made-up sheet in a shuffled column order."""
    rng = random.Random(seed)
    header = ["probe_%03d_temperature" % number for number in range(columns)]
    rng.shuffle(header)
    names = header + ["remark", "operator"]
    return header, [(rng.choice(names), rng.randrange(500), rng.randrange(-40, 60)) for _ in range(cells)]


def main():
    for lab in range(4):
        header, cells = sample_sheet(lab, 900, 18_000)
        importer = Importer(["probe_007_temperature", "probe_042_temperature"])
        importer.load(header, cells)
        sums = importer.totals()
        print(lab, len(importer.rows), len(importer.skipped), importer.key_place(header),
              max(sums, key=sums.get), busiest_row(importer.rows))


if __name__ == "__main__":
    main()
