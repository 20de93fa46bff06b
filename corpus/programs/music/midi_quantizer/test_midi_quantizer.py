# SPDX-License-Identifier: Apache-2.0
from note_stream import (NOTE_OFF, NOTE_ON, Note, cut_overlaps, make_grid, pair_notes, quantize, remove_doubles, snap,
                         to_events)


def test_oldest_note_is_released_first():
    events = [(0, NOTE_ON, 60, 90), (10, NOTE_ON, 60, 80), (20, NOTE_OFF, 60, 0), (50, NOTE_ON, 60, 0)]
    assert pair_notes(events) == [Note(0, 60, 20, 90), Note(10, 60, 40, 80)]


def test_stray_and_hanging_notes():
    assert pair_notes([(5, NOTE_OFF, 60, 0), (6, NOTE_ON, 61, 3)]) == []


def test_snap_prefers_earlier_when_halfway():
    assert snap(15, [0, 10, 20, 30]) == 10
    assert snap(16, [0, 10, 20, 30]) == 20
    assert snap(999, [0, 10]) == 10


def test_grid_with_swing():
    assert make_grid(1, 100, 4) == [0, 25, 50, 75, 100]
    assert make_grid(1, 100, 4, swing=0.4) == [0, 35, 50, 85, 100]


def test_quantize_strength():
    assert quantize([Note(14, 60, 5, 9)], [0, 10], 0.5) == [Note(12, 60, 5, 9)]


def test_doubles_keep_loudest_in_place():
    notes = [Note(0, 60, 9, 10), Note(0, 60, 5, 30), Note(0, 62, 5, 1), Note(0, 60, 7, 30)]
    assert remove_doubles(notes) == [Note(0, 60, 5, 30), Note(0, 62, 5, 1)]


def test_overlaps_are_cut_and_offs_come_first():
    cut = cut_overlaps([Note(0, 60, 30, 9), Note(5, 61, 50, 9), Note(20, 60, 10, 8)])
    assert [n.length for n in cut] == [20, 50, 10]
    assert [e[:2] for e in to_events(cut)][2:4] == [(20, NOTE_OFF), (20, NOTE_ON)]
