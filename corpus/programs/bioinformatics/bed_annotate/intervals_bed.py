# SPDX-License-Identifier: Apache-2.0
"""Half-open genomic intervals as in BED files."""
from dataclasses import dataclass, field, replace
from copy import deepcopy


@dataclass
class Interval:
    chrom: str
    start: int
    end: int
    name: str = "."
    tags: dict = field(default_factory=dict)

    def __post_init__(self):
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"bad interval {self.chrom}:{self.start}-{self.end}")

    @property
    def length(self):
        return self.end - self.start

    def overlap(self, other):
        """Number of shared bases."""
        if self.chrom != other.chrom:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def read_bed(text):
    intervals = []
    for line in text.splitlines():
        if line.startswith(("#", "track", "browser")) or not line.strip():
            continue
        cells = line.split("\t")
        intervals.append(Interval(cells[0], int(cells[1]), int(cells[2]), *cells[3:4]))
    return intervals


def merge(intervals, gap=0):
    """Union of the intervals; those at most `gap` apart become one."""
    merged = []
    for interval in sorted(intervals, key=lambda i: (i.chrom, i.start)):
        last = merged[-1] if merged else None
        if last and last.chrom == interval.chrom and interval.start <= last.end + gap:
            last.end = max(last.end, interval.end)
        else:
            merged.append(deepcopy(interval))
    return merged


def subtract(interval, holes):
    """What is left of the interval, holes being merged ones."""
    left = [interval]
    for hole in holes:
        pieces = []
        for piece in left:
            if piece.overlap(hole) == 0:
                pieces.append(piece)
                continue
            if piece.start < hole.start:
                pieces.append(replace(piece, end=hole.start))
            if piece.end > hole.end:
                pieces.append(replace(piece, start=hole.end))
        left = pieces
    return left
