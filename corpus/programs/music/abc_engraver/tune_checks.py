# SPDX-License-Identifier: Apache-2.0
from fractions import Fraction

from abc_reader import AbcError, bars_of, header_field, read_bar


def melody(text):
    notes = []
    for number, bar in enumerate(bars_of(text), 1):
        for note in read_bar(text, bar, number):
            notes.append(note)
    return notes


def check_bars(text):
    """Bars whose length differs from the metre; a short first bar (upbeat) is accepted."""
    metre = Fraction(header_field(text, "M", "4/4"))
    wrong = []
    for number, bar in enumerate(bars_of(text), 1):
        length = Fraction(0)
        for _, note_length in read_bar(text, bar, number):
            length += note_length
        if length != metre and not (number == 1 and length < metre):
            wrong.append((number, length))
    return wrong


def ambitus(text):
    pitches = [pitch for pitch, _ in melody(text) if pitch is not None]
    if not pitches:
        raise AbcError(0, "no notes")
    return min(pitches), max(pitches)


def parsons(text):
    """Parsons code: u(p), d(own), r(epeat) between successive notes."""
    code = "*"
    previous = None
    for pitch, _ in melody(text):
        if pitch is None:
            continue
        if previous is not None:
            code += "u" if pitch > previous else "d" if pitch < previous else "r"
        previous = pitch
    return code
