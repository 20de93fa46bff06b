# SPDX-License-Identifier: Apache-2.0
import pytest

from intervals_bed import Interval, merge, read_bed, subtract
from peak_genes import annotate, covered, quiet_parts, report


def spans(intervals):
    return [(i.chrom, i.start, i.end) for i in intervals]


def test_reading():
    text = "# c\ntrack x\n\nchr1\t5\t9\tp1\t0\nchr2\t0\t4\n"
    first, second = read_bed(text)
    assert (first.name, second.name, first.length) == ("p1", ".", 4)
    with pytest.raises(ValueError):
        Interval("chr1", 9, 9)


def test_overlap():
    a = Interval("c", 10, 20)
    assert a.overlap(Interval("c", 15, 40)) == 5
    assert a.overlap(Interval("c", 20, 40)) == 0
    assert a.overlap(Interval("d", 10, 20)) == 0


def test_merge_leaves_input_alone():
    given = [Interval("c", 8, 12, tags={"q": 1}), Interval("c", 0, 8), Interval("d", 1, 2), Interval("c", 15, 16)]
    assert spans(merge(given)) == [("c", 0, 12), ("c", 15, 16), ("d", 1, 2)]
    assert spans(merge(given, 3))[0] == ("c", 0, 16)
    assert given[1].end == 8
    assert merge([given[0]])[0].tags is not given[0].tags


def test_subtract():
    whole = Interval("c", 0, 100, "g")
    holes = [Interval("c", 0, 10), Interval("c", 40, 50), Interval("d", 60, 70)]
    assert spans(subtract(whole, holes)) == [("c", 10, 40), ("c", 50, 100)]
    assert subtract(whole, [Interval("c", 0, 200)]) == []


def test_annotation_kinds():
    genes = [Interval("c", 1000, 2000, "g1"), Interval("c", 1500, 3000, "g2")]
    peaks = [Interval("c", 900, 1100, "a"), Interval("c", 1600, 1700, "b"), Interval("d", 5, 6, "x")]
    rows = annotate(peaks, genes, 200)
    assert rows == [("a", "g1", "promoter"), ("b", "g1", "body"), ("b", "g2", "body"), ("x", None, "intergenic")]
    assert report(rows) == "promoter\t1\t1\nbody\t2\t2\nintergenic\t1\t0"


def test_covered_counts_bases_once():
    genes = [Interval("c", 0, 50, "g"), Interval("c", 90, 99, "h")]
    peaks = [Interval("c", 10, 20), Interval("c", 15, 30), Interval("c", 45, 60)]
    assert covered(peaks, genes) == [("g", 25), ("h", 0)]
    assert sum(p.length for p in quiet_parts(genes, peaks)) == 34
