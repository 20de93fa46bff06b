# SPDX-License-Identifier: Apache-2.0
import pytest

from contrasts import coexpressed, contrast, modules
from exprtable import ExpressionTable, deviation, pearson, welch

TSV = "gene\ts1\ts2\ts3\ts4\nA\t10\t20\t30\t40\nB\t1\t2\t3\t4\n\nC\t9\t8\t7\t6\n"


@pytest.fixture
def table():
    return ExpressionTable.from_tsv(TSV)


def test_reading(table):
    assert table.samples == ["s1", "s2", "s3", "s4"]
    assert table.column("s2") == [20, 2, 8]
    assert table.library_size("s1") == 20
    with pytest.raises(ValueError):
        table.column("s9")


def test_bad_tables():
    with pytest.raises(ValueError, match="first column"):
        ExpressionTable.from_tsv("id\ts1\n")
    with pytest.raises(ValueError, match="A has 3"):
        ExpressionTable.from_tsv("gene\ts1\nA\t1\t2\n")


def test_cpm_and_log(table):
    cpm = table.cpm()
    assert cpm.rows["A"][0] == 500000
    assert cpm.library_size("s3") == pytest.approx(1e6)
    empty = ExpressionTable(["s"], {"A": [0.0]})
    assert empty.cpm().log2().rows == {"A": [0.0]}


def test_drop_low(table):
    assert list(table.drop_low(8, 2).rows) == ["A", "C"]


def test_statistics():
    assert deviation([1, 2, 3]) == 1
    assert welch([5, 5], [5, 5]) == 0.0
    assert welch([1, 2, 3], [4, 5, 6]) == pytest.approx(-3.674, abs=1e-3)
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert pearson([1, 1], [2, 4]) == 0.0


def test_contrast_order(table):
    rows = contrast(table, ["s3", "s4"], ["s1", "s2"])
    assert [r[0] for r in rows] == ["A", "B", "C"]
    assert [r[1] for r in rows] == [20, 2, -2]


def test_modules(table):
    assert [p[:2] for p in coexpressed(table, 0.9)] == [("A", "B")]
    assert modules([("a", "b", 1), ("c", "d", 1), ("e", "f", 1), ("d", "b", 1)]) == [["a", "b", "c", "d"], ["e", "f"]]
