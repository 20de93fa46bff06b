# SPDX-License-Identifier: Apache-2.0
import pytest
from voice_leading import Fault, Score, doubling_statistics, inspect, parse_note, report


def score(soprano, alto, tenor, bass):
    return Score({"soprano": soprano, "alto": alto, "tenor": tenor, "bass": bass})


def test_note_names():
    assert [parse_note(n) for n in ("C4", "F#4", "Bb3", "Ebb4", "B-1")] == [60, 66, 58, 62, 11]


def test_voices_must_be_equally_long():
    with pytest.raises(ValueError):
        score("C5 D5", "G4", "E4", "C3")


def test_good_chord_pair():
    assert inspect(score("C5 B4", "G4 G4", "E4 D4", "C3 G3")) == []


def test_parallel_fifths_and_octaves():
    faults = inspect(score("G4 A4", "E4 C4", "C4 F3", "C3 D3"))
    assert Fault(1, "parallel fifths", "bass/soprano") in faults
    faults = inspect(score("C5 D5", "G4 F4", "E4 A3", "C3 D3"))
    assert [f.rule for f in faults] == ["parallel octaves"]


def test_repeated_octave_is_not_parallel():
    assert inspect(score("C5 C5", "G4 G4", "E4 E4", "C3 C3")) == []


def test_leaps_crossing_spacing_range():
    assert Fault(1, "tritone leap", "alto") in inspect(score("C5 C5", "G4 C#4", "E4 C4", "C3 C3"))
    assert Fault(0, "crossing", "tenor/alto") in inspect(score("C5", "D4", "E4", "C3"))
    assert Fault(0, "spacing", "alto/soprano") in inspect(score("A5", "G4", "E4", "C3"))
    assert Fault(0, "range", "bass") in inspect(score("C5", "G4", "E4", "C2"))


def test_doubling_and_report():
    piece = score("C5 B4", "G4 D4", "E4 G3", "C3 B2")
    assert doubling_statistics(piece) == [(0, 1), (11, 1)]
    assert report(score("C5", "G4", "E4", "C2")).split() == ["beat", "1", "range", "bass"]
