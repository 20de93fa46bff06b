# SPDX-License-Identifier: Apache-2.0
from harmony_lexicon import TEMPLATES, pitch_class, spell, template_pitches


def match(sounding, template, root):
    """Points for chord tones present, penalties for missing and foreign tones."""
    wanted = template_pitches(template, root)
    present = [pc for pc in wanted if pc in sounding]
    foreign = [pc for pc in sounding if pc not in wanted]
    missing = [pc for pc in wanted if pc not in sounding]
    return 4 * len(present) - 3 * len(foreign) - 2 * len(missing)


def identify(names):
    """Best reading of a set of sounding pitches, lowest first: (root, suffix, bass) or None."""
    if len(names) < 2:
        return None
    sounding = []
    for name in names:
        if pitch_class(name) not in sounding:
            sounding.append(pitch_class(name))
    readings = []
    for root in range(12):
        for suffix, template, commonness in TEMPLATES:
            points = match(sounding, template, root)
            bonus = 3 if root == pitch_class(names[0]) else 0
            readings.append((points + bonus, commonness, -root, suffix))
    readings.sort(reverse=True)
    points, _, negative_root, suffix = readings[0]
    if points <= 0:
        return None
    return -negative_root, suffix, pitch_class(names[0])


def label(names, flats=False):
    reading = identify(names)
    if reading is None:
        return "N.C."
    root, suffix, bass = reading
    text = spell(root, flats) + suffix
    if bass != root:
        text += "/" + spell(bass, flats)
    return text


def prefers_flats(progression):
    """Counts the accidentals as written in the source."""
    flats = 0
    sharps = 0
    for names in progression:
        flats += "".join(names).count("b")
        sharps += "".join(names).count("#")
    return flats > sharps


def lead_sheet(progression, per_line=4):
    """Bars of one chord each; a repeated chord is written as a percent sign."""
    sheet = ""
    previous = None
    for bar, names in enumerate(progression):
        text = label(names, prefers_flats(progression))
        sheet += "| " + ("%" if text == previous else text).ljust(10)
        previous = text
        if bar % per_line == per_line - 1:
            sheet += "|\n"
    return sheet


def root_motion(progression):
    """Histogram of root movements in semitones between neighbouring chords that have a name."""
    readings = [identify(names) for names in progression]
    readings = [reading for reading in readings if reading is not None]
    histogram = [0] * 12
    for one, two in zip(readings, readings[1:]):
        histogram[(two[0] - one[0]) % 12] += 1
    return histogram
