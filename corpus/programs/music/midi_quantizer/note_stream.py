# SPDX-License-Identifier: Apache-2.0
"""Turns a raw stream of (tick, status, pitch, velocity) events into notes and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterable, Iterator

NOTE_ON, NOTE_OFF, PEDAL = 0x90, 0x80, 0xB0


@dataclass(frozen=True, order=True)
class Note:
    start: int
    pitch: int
    length: int
    velocity: int

    @property
    def end(self) -> int:
        return self.start + self.length


def pair_notes(events: Iterable[tuple[int, int, int, int]]) -> list[Note]:
    """Pairs each note-off with the oldest sounding note of its pitch.

    A note-on with velocity 0 counts as note-off; stray note-offs are ignored,
    and notes still sounding at the end are dropped.
    """
    sounding: list[tuple[int, int, int]] = []
    notes: list[Note] = []
    for tick, status, pitch, velocity in events:
        if status == NOTE_ON and velocity > 0:
            sounding.append((tick, pitch, velocity))
        elif status in (NOTE_ON, NOTE_OFF):
            for position, (start, held, loudness) in enumerate(sounding):
                if held == pitch:
                    notes.append(Note(start, pitch, tick - start, loudness))
                    sounding.pop(position)
                    break
    return sorted(notes)


def snap(tick: int, grid: list[int]) -> int:
    """The grid tick nearest to `tick`; the earlier one when halfway."""
    nearest = grid[0]
    for candidate in grid:
        if abs(candidate - tick) < abs(nearest - tick):
            nearest = candidate
    return nearest


def make_grid(bars: int, ticks_per_bar: int, divisions: int, swing: float = 0.0) -> list[int]:
    grid = []
    step = ticks_per_bar / divisions
    for bar in range(bars):
        for division in range(divisions):
            late = step * swing if division % 2 else 0.0
            grid.append(round(bar * ticks_per_bar + division * step + late))
    return grid + [bars * ticks_per_bar]


def quantize(notes: list[Note], grid: list[int], strength: float = 1.0) -> list[Note]:
    moved = []
    for note in notes:
        target = snap(note.start, grid)
        start = note.start + round((target - note.start) * strength)
        moved.append(replace(note, start=start))
    return sorted(moved)


def remove_doubles(notes: list[Note]) -> list[Note]:
    """Of notes with equal start and pitch only the loudest stays (the first of equals)."""
    kept: list[Note] = []
    for note in notes:
        twin = None
        for other in kept:
            if other.start == note.start and other.pitch == note.pitch:
                twin = other
        if twin is None:
            kept.append(note)
        elif note.velocity > twin.velocity:
            kept[kept.index(twin)] = note
    return kept


def cut_overlaps(notes: list[Note]) -> list[Note]:
    """Shortens a note that sounds into the next note of the same pitch."""
    result = []
    for position, note in enumerate(notes):
        for later in notes[position + 1:]:
            if later.pitch == note.pitch and later.start > note.start:
                if later.start < note.end:
                    note = replace(note, length=later.start - note.start)
                break
        result.append(note)
    return result


def to_events(notes: Iterable[Note]) -> Iterator[tuple[int, int, int, int]]:
    """Time-ordered events; at one tick note-offs come before note-ons."""
    events = []
    for note in notes:
        events += [(note.start, NOTE_ON, note.pitch, note.velocity)]
        events += [(note.end, NOTE_OFF, note.pitch, 0)]
    events.sort(key=lambda event: (event[0], event[1], event[2]))
    yield from events
