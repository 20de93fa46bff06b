# SPDX-License-Identifier: Apache-2.0
"""Finds recurring motifs in a melody.

A melody is a list of (pitch, duration) pairs.  Motifs are compared by their
interval sequence, so transposed repetitions count; optionally inversions and
retrogrades count as well.
"""
from typing import Dict, List, Tuple

Melody = List[Tuple[int, int]]
Shape = Tuple[int, ...]


def interval_shape(melody: Melody, start: int, length: int) -> Shape:
    pitches = [pitch for pitch, _ in melody]
    return tuple([pitches[i + 1] - pitches[i] for i in range(start, start + length - 1)])


def occurrences(melody: Melody, shape: Shape) -> List[int]:
    """Start positions of a shape, without overlaps, from the left."""
    places: List[int] = []
    position = 0
    while position + len(shape) < len(melody):
        if interval_shape(melody, position, len(shape) + 1) == shape:
            places.append(position)
            position += len(shape) + 1
        else:
            position += 1
    return places


def variants(shape: Shape) -> List[Shape]:
    inversion = tuple(-step for step in shape)
    return [shape, inversion, tuple(reversed(inversion)), tuple(reversed(shape))]


def recurring(melody: Melody, length: int, at_least: int) -> Dict[Shape, List[int]]:
    """Shapes of `length` notes with at least that many non-overlapping occurrences, by first appearance."""
    found: Dict[Shape, List[int]] = {}
    for start in range(len(melody) - length + 1):
        shape = interval_shape(melody, start, length)
        if all(step == 0 for step in shape):
            continue
        places = occurrences(melody, shape)
        if len(places) >= at_least and shape not in found:
            found[shape] = places
    return found


def family(melody: Melody, shape: Shape) -> int:
    """Occurrences of the shape and its mirror forms (a form equal to another is counted once)."""
    total = 0
    counted: List[Shape] = []
    for form in variants(shape):
        if form in counted:
            continue
        counted.append(form)
        total += len(occurrences(melody, form))
    return total


def longest_repeat(melody: Melody) -> Tuple[int, int, int]:
    """(notes, first start, second start) of the longest non-overlapping exact repeat in shape and rhythm."""
    tokens = []
    for i in range(len(melody) - 1):
        tokens.append((melody[i + 1][0] - melody[i][0], melody[i][1]))
    best = (0, -1, -1)
    for i in range(len(tokens)):
        for j in range(i + 1, len(tokens)):
            size = 0
            while j + size < len(tokens) and i + size < j and tokens[i + size] == tokens[j + size]:
                size += 1
            if size > best[0]:
                best = (size, i, j)
    if best[0] == 0:
        return best
    return best[0] + 1, best[1], best[2]


def contour_line(melody: Melody) -> str:
    line = ""
    for index in range(1, len(melody)):
        step = melody[index][0] - melody[index - 1][0]
        if abs(step) > 2:
            line = line + ("/" if step > 0 else "\\")
        elif step != 0:
            line = line + ("+" if step > 0 else "-")
        else:
            line = line + "="
    return line
