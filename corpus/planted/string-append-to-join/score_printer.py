# SPDX-License-Identifier: Apache-2.0
# planted: string-append-to-join in make_printer.<locals>.part
"""Print the parts of a piece of music as plain text."""

import random

NAMES = ["C", "D", "E", "F", "G", "A", "B"]


def note_name(pitch):
    """The name of a note with its octave."""
    return NAMES[pitch % 7] + str(pitch // 7)


def make_printer(beats_a_bar):
    """A function that prints a part, and one that gives a title line."""
    width = beats_a_bar * 2

    def part(notes):
        sheet = ""
        beats = 0
        for pitch, length in notes:
            if pitch is None:
                sheet = sheet + "r" + str(length) + " "
            else:
                sheet = sheet + note_name(pitch) + "/" + str(length) + " "
            beats += length
            if beats >= width:
                sheet = sheet + "|" + "\n"
                beats -= width
        return sheet

    def title(name, number):
        line = name
        line = line + " no. " + str(number)
        return line.center(60)

    return part, title


def range_of(notes):
    """Lowest and highest note."""
    pitches = [pitch for pitch, _ in notes if pitch is not None]
    return note_name(min(pitches)), note_name(max(pitches))


def sample_notes(seed, count):
    """A made-up part that wanders about."""
    rng = random.Random(seed)
    pitch = 28
    notes = []
    for _ in range(count):
        pitch = min(max(pitch + rng.randrange(-3, 4), 14), 48)
        notes.append((pitch if rng.random() < 0.85 else None, rng.choice((1, 1, 2, 4))))
    return notes


def main():
    part, title = make_printer(4)
    for voice in range(4):
        notes = sample_notes(voice, 19_000)
        sheet = part(notes)
        print(title("Fugue", voice).strip(), len(sheet), sheet.count("|"), range_of(notes), repr(sheet[:20]))


if __name__ == "__main__":
    main()
