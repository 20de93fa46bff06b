# SPDX-License-Identifier: Apache-2.0
"""Reader for a small dialect of the ABC tune notation."""

import re
from fractions import Fraction

KEY_SHARPS = {"C": "", "G": "F", "D": "FC", "A": "FCG", "E": "FCGD"}
KEY_FLATS = {"F": "B", "Bb": "BE", "Eb": "BEA"}


class AbcError(Exception):
    def __init__(self, bar, message):
        super().__init__("bar %d: %s" % (bar, message))
        self.bar = bar


def header_field(text, letter, default=None):
    for line in text.splitlines():
        match = re.match("^" + letter + r":\s*(.*?)\s*$", line)
        if match:
            return match.group(1)
    return default


def body(text):
    lines = []
    for line in text.splitlines():
        if not re.match(r"^[A-Za-z]:", line) and line.strip() != "":
            lines.append(line.split("%")[0].strip())
    return " ".join(lines)


def duration(spec, unit):
    """'3', '/2', '3/2', '/' or '' in multiples of the unit length."""
    if spec == "":
        return unit
    if spec == "/":
        return unit / 2
    if "/" in spec:
        top, bottom = spec.split("/")
        return unit * Fraction(int(top or 1), int(bottom or 2))
    return unit * int(spec)


def midi_number(accidental, letter, marks, key):
    base = {"C": 60, "D": 62, "E": 64, "F": 65, "G": 67, "A": 69, "B": 71}[letter.upper()]
    if letter.islower():
        base += 12
    base += 12 * marks.count("'") - 12 * marks.count(",")
    if accidental == "^":
        return base + 1
    if accidental == "_":
        return base - 1
    if accidental == "=":
        return base
    if letter.upper() in KEY_SHARPS.get(key, ""):
        return base + 1
    if letter.upper() in KEY_FLATS.get(key, ""):
        return base - 1
    return base


def read_bar(text, bar, number):
    """Notes of one bar as (midi or None for rests, length in whole notes)."""
    unit = Fraction(header_field(text, "L", "1/8"))
    key = header_field(text, "K", "C")
    notes = []
    rest = bar.strip()
    while rest:
        match = re.match(r"([_^=]?)([A-Ga-gz])([,']*)(\d*/?\d*)\s*", rest)
        if match is None:
            raise AbcError(number, "cannot read " + repr(rest[:6]))
        accidental, letter, marks, spec = match.groups()
        if letter == "z":
            notes.append((None, duration(spec, unit)))
        else:
            notes.append((midi_number(accidental, letter, marks, key), duration(spec, unit)))
        rest = rest[match.end():]
    return notes


def bars_of(text):
    """The tune's bars with |: :| repeats written out."""
    tokens = re.split(r"(\|:|:\||\|\]|\|)", body(text))
    bars, start = [], 0
    for token in tokens:
        if token == "|:":
            start = len(bars)
        elif token == ":|":
            bars = bars + bars[start:]
            start = len(bars)
        elif token.strip() and token not in ("|", "|]"):
            bars.append(token.strip())
    return bars
