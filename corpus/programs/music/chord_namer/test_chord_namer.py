# SPDX-License-Identifier: Apache-2.0
import pytest
from chord_spotter import identify, label, lead_sheet, match, prefers_flats, root_motion
from harmony_lexicon import pitch_class, template_pitches


def test_pitch_classes():
    assert [pitch_class(n) for n in ("C4", "b", "Bb", "Cb", "F##3")] == [0, 11, 10, 11, 7]
    with pytest.raises(ValueError):
        pitch_class("C!")
    with pytest.raises(KeyError):
        pitch_class("H")


def test_templates_wrap_round():
    assert template_pitches("0 4 7", 9) == [9, 1, 4]
    assert match([9, 1, 4], "0 4 7", 9) == 12


@pytest.mark.parametrize("names, text", [
    (["C3", "E3", "G3"], "C"), (["A2", "C3", "E3"], "Am"), (["E3", "G3", "C4"], "C/E"),
    (["G2", "B2", "D3", "F3"], "G7"), (["B2", "D3", "F3", "A3"], "Bm7b5"), (["C3"], "N.C."),
])
def test_labels(names, text):
    assert label(names) == text


def test_bass_decides_between_sixth_and_seventh():
    assert identify(["C", "E", "G", "A"]) == (0, "6", 0)
    assert identify(["A", "C", "E", "G"]) == (9, "m7", 9)


def test_spelling_follows_the_source():
    assert prefers_flats([["Eb", "G", "Bb"]])
    assert not prefers_flats([["C", "E"]])
    assert label(["Eb", "G", "Bb"], flats=True) == "Eb"


def test_lead_sheet_repeats():
    c, g = ["C", "E", "G"], ["G", "B", "D"]
    lines = lead_sheet([c, c, g, c, g], per_line=4).splitlines()
    assert lines[0].replace(" ", "") == "|C|%|G|C|"
    assert lines[1].replace(" ", "") == "|G"


def test_root_motion_skips_unnamed():
    assert root_motion([["C", "E", "G"], ["D"], ["G", "B", "D"]])[7] == 1
    assert sum(root_motion([])) == 0
