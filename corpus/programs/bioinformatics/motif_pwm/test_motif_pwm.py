# SPDX-License-Identifier: Apache-2.0
import math

import pytest

from pwm import Motif, density, flip, logo, scan, spacing, without_overlaps

BOX = Motif("box", ["ACG", "ACG", "ACT", "AGG"])


def test_sites_must_agree():
    with pytest.raises(ValueError, match="odd differ"):
        Motif("odd", ["AC", "A"])


def test_frequencies():
    assert BOX.frequency(0, "A") == pytest.approx(4.5 / 6)
    assert BOX.frequency(1, "T") == pytest.approx(0.5 / 6)
    assert sum(BOX.frequency(2, b) for b in "ACGT") == pytest.approx(1)
    assert BOX.consensus() == "ACG"


def test_score():
    assert BOX.score("ACG") == pytest.approx(BOX.best_score())
    assert BOX.score("ANG") == -math.inf
    assert BOX.score("TTT") < 0
    flat = Motif("flat", ["A", "C", "G", "T"])
    assert flat.information(0) == pytest.approx(0)
    assert flat.consensus() == "A"


def test_scan_both_strands():
    assert flip("ACGN") == "NCGT"
    hits = scan(BOX, "TTACGTT", 0.99)
    assert [(s, d) for s, d, _ in hits] == [(2, "+"), (3, "-")]
    assert scan(BOX, "AC", 0.1) == []


def test_overlaps_prefer_score_then_order():
    hits = [(0, "+", 1.0), (2, "+", 5.0), (4, "-", 2.0), (4, "+", 2.0), (9, "-", 0.5)]
    assert without_overlaps(hits, 2) == [(0, "+", 1.0), (2, "+", 5.0), (4, "-", 2.0), (9, "-", 0.5)]
    assert without_overlaps(hits, 3) == [(2, "+", 5.0), (9, "-", 0.5)]


def test_density_and_logo():
    assert density([(0, "+", 1), (99, "+", 1), (50, "-", 1)], 100, 2) == [1, 2]
    assert logo(Motif("x", ["AC", "AG", "TC"])) == ["AC", "TG", "CA", "GT"]


def test_spacing():
    first, second = [(5, "+", 1.0), (40, "-", 1.0), (90, "+", 1.0)], [(60, "+", 1.0), (5, "+", 1.0), (12, "-", 1.0)]
    assert spacing(first, second, 50) == [7, 20]
    assert spacing(first, second, 10) == [7]
    assert spacing(first, [], 50) == []
