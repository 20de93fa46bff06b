# SPDX-License-Identifier: Apache-2.0
import pytest

from fasta_reader import FastaError, composition, parse_fasta
from open_frames import Orf, codon_usage, drop_contained, find_orfs, frames, other_strand, translate


def test_fasta_records():
    lines = [">a first", "acg", "TT", "", ">b", ">c x", "G"]
    assert parse_fasta(lines) == [("a", "ACGTT"), ("b", ""), ("c", "G")]
    assert parse_fasta([]) == []


def test_fasta_errors():
    with pytest.raises(FastaError, match="before"):
        parse_fasta(["ACGT"])
    with pytest.raises(FastaError, match="double"):
        parse_fasta([">a", "A", ">a", "C"])


def test_translate():
    assert translate("ATGTGGTAA") == "MW*"
    assert translate("ATGNNNC") == "MX"
    assert other_strand("AACN") == "NGTT"
    assert composition("ACCA") == {"A": 2, "C": 2}


def test_frames_start_at_first_atg():
    assert list(frames("CATGATGTAAATG", 1)) == [(1, 10)]
    assert list(frames("CATGATGTAAATG", 0)) == []


def test_both_strands():
    seq = "ATGAAATAA" + "CC" + other_strand("ATGCCCTGA")
    orfs = find_orfs("r", seq, 2)
    assert [(o.strand, o.start, o.end, o.protein) for o in orfs] == [("+", 0, 9, "MK"), ("-", 11, 20, "MP")]
    assert find_orfs("r", seq, 3) == []
    assert codon_usage(seq, orfs) == {"ATG": 2, "AAA": 1, "TAA": 1, "CCC": 1, "TGA": 1}


def test_contained_frames_go():
    big, small = Orf("r", "+", 0, 0, 30, "M"), Orf("r", "-", 1, 4, 16, "M")
    twin, away = Orf("r", "-", 2, 0, 30, "M"), Orf("s", "+", 1, 4, 16, "M")
    assert drop_contained([big, twin, small, away]) == [big, twin, away]
