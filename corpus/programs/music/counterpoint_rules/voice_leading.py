# SPDX-License-Identifier: Apache-2.0
"""Checks four-part writing against the classroom rules of voice leading."""

from itertools import combinations
from typing import NamedTuple

VOICES = ("bass", "tenor", "alto", "soprano")
RANGES = {"soprano": (60, 81), "alto": (53, 74), "tenor": (48, 69), "bass": (40, 62)}


class Fault(NamedTuple):
    beat: int
    rule: str
    voices: str


def parse_note(text):
    """'F#4' -> 66."""
    steps = dict(C=0, D=2, E=4, F=5, G=7, A=9, B=11)
    letter, rest = text[0], text[1:]
    shift = 0
    while rest and rest[0] in "#b":
        shift += 1 if rest[0] == "#" else -1
        rest = rest[1:]
    return steps[letter] + shift + 12 * (int(rest) + 1)


class Score:
    def __init__(self, parts):
        """`parts` maps voice names to texts of space-separated notes, one per beat."""
        self.parts = parts
        lengths = {len(text.split()) for text in parts.values()}
        if len(lengths) != 1:
            raise ValueError("voices differ in length")

    def __len__(self):
        return len(self.parts["bass"].split())

    def pitch(self, voice, beat):
        return parse_note(self.parts[voice].split()[beat])

    def sonority(self, beat):
        return [self.pitch(voice, beat) for voice in VOICES]


def parallels(score, beat):
    faults = []
    for low, high in combinations(VOICES, 2):
        before = score.pitch(high, beat) - score.pitch(low, beat)
        after = score.pitch(high, beat + 1) - score.pitch(low, beat + 1)
        moved = score.pitch(low, beat) != score.pitch(low, beat + 1)
        if moved and before % 12 == after % 12 and before % 12 in [0, 7]:
            rule = "parallel fifths" if before % 12 == 7 else "parallel octaves"
            faults.append(Fault(beat + 1, rule, f"{low}/{high}"))
    return faults


def leaps(score, beat):
    faults = []
    for voice in VOICES:
        size = abs(score.pitch(voice, beat + 1) - score.pitch(voice, beat))
        if size == 6:
            faults.append(Fault(beat + 1, "tritone leap", voice))
        elif size > (12 if voice == "bass" else 9):
            faults.append(Fault(beat + 1, "wide leap", voice))
    return faults


def vertical(score, beat):
    faults = []
    chord = score.sonority(beat)
    for index in range(3):
        if chord[index] > chord[index + 1]:
            faults.append(Fault(beat, "crossing", f"{VOICES[index]}/{VOICES[index + 1]}"))
        if index > 0 and chord[index + 1] - chord[index] > 12:
            faults.append(Fault(beat, "spacing", f"{VOICES[index]}/{VOICES[index + 1]}"))
    for voice in VOICES:
        low, high = RANGES[voice]
        if not low <= score.pitch(voice, beat) <= high:
            faults.append(Fault(beat, "range", voice))
    return faults


def inspect(score):
    """All faults, by beat, then rule; identical faults are reported once."""
    faults = []
    for beat in range(len(score)):
        new = vertical(score, beat)
        if beat + 1 < len(score):
            new = new + parallels(score, beat) + leaps(score, beat)
        for fault in new:
            if fault not in faults:
                faults.append(fault)
    return sorted(faults)


def doubling_statistics(score):
    """How often each pitch class is doubled in a chord."""
    doubled = {}
    for beat in range(len(score)):
        classes = [pitch % 12 for pitch in score.sonority(beat)]
        for pc in set(classes):
            if classes.count(pc) > 1:
                doubled[pc] = doubled.get(pc, 0) + 1
    return sorted(doubled.items())


def report(score):
    text = ""
    for fault in inspect(score):
        text += f"beat {fault.beat + 1:>4}  {fault.rule:<18}{fault.voices}\n"
    return text
