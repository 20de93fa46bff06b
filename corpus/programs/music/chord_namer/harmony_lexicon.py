# SPDX-License-Identifier: Apache-2.0
"""Pitch names and the chord templates known to the analyser."""

SHARP_NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
FLAT_NAMES = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"]

TEMPLATES = [
    ("", "0 4 7", 10), ("m", "0 3 7", 10), ("dim", "0 3 6", 8), ("aug", "0 4 8", 7),
    ("sus4", "0 5 7", 6), ("sus2", "0 2 7", 5), ("7", "0 4 7 10", 10), ("maj7", "0 4 7 11", 9),
    ("m7", "0 3 7 10", 9), ("m7b5", "0 3 6 10", 8), ("dim7", "0 3 6 9", 7), ("mMaj7", "0 3 7 11", 4),
    ("6", "0 4 7 9", 5), ("m6", "0 3 7 9", 5), ("9", "0 2 4 7 10", 6), ("m9", "0 2 3 7 10", 6),
    ("maj9", "0 2 4 7 11", 5), ("7b9", "0 1 4 7 10", 4), ("13", "0 2 4 7 9 10", 3),
]


def pitch_class(name):
    """'Bb3' -> 10; octave digits are ignored, any number of accidentals is allowed."""
    letter = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    value = letter[name[0].upper()]
    for sign in name[1:]:
        if sign == "#":
            value += 1
        elif sign == "b":
            value -= 1
        elif not sign.isdigit():
            raise ValueError("bad pitch " + name)
    return value % 12


def template_pitches(text, root):
    return [(int(step) + root) % 12 for step in text.split()]


def spell(pc, flats):
    return FLAT_NAMES[pc] if flats else SHARP_NAMES[pc]
