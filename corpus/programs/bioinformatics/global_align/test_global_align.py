# SPDX-License-Identifier: Apache-2.0
import pytest

from nw_align import Alignment, Scoring, align, best_partner, fill


def test_score_levels():
    s = Scoring()
    assert (s.score("A", "A"), s.score("A", "V"), s.score("A", "K")) == (5, 2, -2)
    with pytest.raises(ValueError):
        s.score("A", "B")


def test_identical():
    result = align("MKV", "MKV", Scoring())
    assert (result.top, result.bottom, result.score) == ("MKV", "MKV", 15)
    assert result.identity() == 1.0


def test_gap_below():
    result = align("MKWV", "MKV", Scoring())
    assert (result.top, result.bottom) == ("MKWV", "MK-V")
    assert result.score == 11
    assert result.cigar() == "2M1D1M"


def test_empty_side():
    result = align("", "GG", Scoring())
    assert (result.top, result.bottom, result.score) == ("--", "GG", -8)
    assert result.identity() == 0.0
    assert align("", "", Scoring()).cigar() == ""


def test_first_column_and_row():
    table = fill("AA", "A", Scoring(gap=-1))
    assert table[0] == [0, -1]
    assert [row[0] for row in table] == [0, -1, -2]


def test_cigar_runs():
    assert Alignment("--AAC", "GGA-C", 0).cigar() == "2I1M1D1M"


def test_partner_ties_by_name():
    assert best_partner("q", {"q": "KK", "b": "KK", "a": "KK"}, Scoring()) == ("a", 10)
    assert best_partner("q", {"q": "KK"}, Scoring()) is None
