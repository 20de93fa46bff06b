# SPDX-License-Identifier: Apache-2.0
from fractions import Fraction as F

import pytest
from abc_reader import AbcError, bars_of, duration, header_field, midi_number, read_bar
from tune_checks import ambitus, check_bars, melody, parsons

TUNE = "X:1\nM: 2/4\nL:1/8\nK:G\nD | G2 F2 | ^ABcd | z4 |]\n"


def test_header():
    assert header_field(TUNE, "M") == "2/4"
    assert header_field(TUNE, "Q", "120") == "120"


@pytest.mark.parametrize("spec, length", [("", F(1, 8)), ("/", F(1, 16)), ("3", F(3, 8)), ("3/2", F(3, 16)),
                                          ("/4", F(1, 32))])
def test_durations(spec, length):
    assert duration(spec, F(1, 8)) == length


def test_key_signature_and_accidentals():
    assert midi_number("", "F", "", "G") == 66
    assert midi_number("=", "F", "", "G") == 65
    assert midi_number("", "b", "'", "Bb") == 94
    assert midi_number("_", "C", ",", "C") == 47


def test_repeats_are_written_out():
    assert bars_of("K:C\nA | |: B | C :| D |: E :|\n") == ["A", "B", "C", "B", "C", "D", "E", "E"]


def test_bar_check_accepts_upbeat():
    assert check_bars(TUNE) == []
    assert check_bars(TUNE + "G3\n") == [(5, F(3, 8))]


def test_unreadable_bar():
    with pytest.raises(AbcError, match="bar 3: cannot read 'H2'"):
        read_bar(TUNE, "G H2", 3)


def test_melody_facts():
    assert melody(TUNE)[:2] == [(62, F(1, 8)), (67, F(1, 4))]
    assert ambitus(TUNE) == (62, 74)
    assert parsons(TUNE) == "*uduuuu"
    with pytest.raises(AbcError):
        ambitus("K:C\nz4\n")
