# SPDX-License-Identifier: Apache-2.0
import pytest

from kmerlib import (canonical, count_kmers, kmers, most_frequent, reverse_complement, shared_share, solid, spectrum,
                     trim_read, valley)


def test_reverse_complement():
    assert reverse_complement("AACGT") == "ACGTT"
    assert reverse_complement("ANC") == "GNT"
    assert reverse_complement("") == ""


def test_canonical_is_strand_free():
    assert canonical("TTG") == canonical("CAA") == "CAA"


def test_ambiguous_kmers_are_left_out():
    assert kmers("ACGNACG", 3) == ["ACG", "ACG"]
    assert kmers("AC", 3) == []


def test_counts_and_case():
    counts = count_kmers(["acgt", "ACGA"], 3)
    assert counts == {"ACG": 3, "CGA": 1}
    with pytest.raises(ValueError):
        count_kmers([], 0)


def test_spectrum_and_valley():
    counts = {"a": 1, "b": 1, "c": 2, "d": 3, "e": 3}
    assert spectrum(counts) == [(1, 2), (2, 1), (3, 2)]
    assert valley(spectrum(counts)) == 2
    assert valley([(1, 3), (2, 1)]) is None
    assert solid(counts, 2) == ["c", "d", "e"]


def test_trim_stops_at_first_untrusted():
    assert trim_read("ACGTTT", 3, ["ACG", "AAC"]) == "ACGTT"
    assert trim_read("GGGACG", 3, ["ACG"]) == ""


def test_tables():
    first, second = {"AAA": 2, "AAC": 5, "AAG": 5}, {"AAC": 1, "ACC": 9}
    assert shared_share(first, second) == 0.25
    assert shared_share({}, {}) == 0.0
    assert most_frequent(first, 2) == [("AAC", 5), ("AAG", 5)]
