# SPDX-License-Identifier: Apache-2.0
import math

import pytest

from distances import distance_matrix, jukes_cantor, p_distance
from upgma import cophenetic, correlation, cut, linkage, upgma


def table(rows):
    full = {}
    for m, n, d in rows:
        full[m, n] = full[n, m] = d
        full[m, m] = full[n, n] = 0.0
    return full


TABLE = table([("a", "b", 2), ("a", "c", 6), ("b", "c", 8)])


def test_gaps_do_not_count():
    assert p_distance("AC-T", "AGAT") == pytest.approx(1 / 3)
    with pytest.raises(ValueError):
        p_distance("--", "AC")


def test_jukes_cantor():
    assert jukes_cantor("ACGT", "ACGT") == 0.0
    assert jukes_cantor("AAAA", "AAAC") == pytest.approx(-0.75 * math.log(1 - 1 / 3))
    assert jukes_cantor("AAAA", "CCCC") == math.inf


def test_matrix_needs_aligned():
    with pytest.raises(ValueError, match="aligned"):
        distance_matrix({"a": "AC", "b": "A"})
    assert set(distance_matrix({"a": "A", "b": "A"})) == {("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")}


def test_average_linkage():
    assert linkage(TABLE, ("a", "b"), ("c",)) == 7
    merges = upgma(["a", "b", "c"], TABLE)
    assert [m.height for m in merges] == [1, 3.5]
    assert merges[1].left == ("c",) and merges[1].right == ("a", "b")


def test_first_pair_on_tie():
    flat = table([("a", "b", 4), ("a", "c", 4), ("b", "c", 4)])
    assert upgma(["c", "a", "b"], flat)[0][:2] == (("c",), ("a",))


def test_cophenetic_and_cut():
    merges = upgma(["a", "b", "c"], TABLE)
    assert cophenetic(merges, "c", "b") == 3.5
    with pytest.raises(KeyError):
        cophenetic(merges, "a", "z")
    assert cut(["a", "b", "c"], merges, 2) == [("a", "b"), ("c",)]
    assert correlation(["a", "b", "c"], TABLE, merges) == pytest.approx(0.94491, abs=1e-4)
