# SPDX-License-Identifier: Apache-2.0
import pytest
from groove_patterns import hits, length_of, parse_grid, rotate
from song_render import Timeline, apply_chokes, delta_bytes, density, render

GRID = "kick x..X\nhat .o.x"


def test_grid():
    assert parse_grid(GRID) == {"kick": "x..X", "hat": ".o.x"}
    assert length_of(GRID) == 4
    with pytest.raises(ValueError):
        parse_grid("kick x..\nhat x.")


def test_hits_and_bad_sign():
    assert hits(GRID, "hat") == [(1, 45), (3, 90)]
    with pytest.raises(ValueError):
        hits("kick x?", "kick")
    with pytest.raises(KeyError):
        hits(GRID, "ride")


def test_rotate_only_one_lane():
    assert parse_grid(rotate(GRID, "kick", 1)) == {"kick": "Xx..", "hat": ".o.x"}
    assert parse_grid(rotate(GRID, "kick", 4))["kick"] == "x..X"


def test_timeline_keeps_insertion_order_at_equal_ticks():
    timeline = Timeline()
    for tick, note in ((5, 1), (0, 2), (5, 3), (2, 4)):
        timeline.insert(tick, note, 9)
    assert [note for _, note, _ in timeline.events] == [2, 4, 1, 3]
    assert timeline.at(5) == [(5, 1, 9), (5, 3, 9)]


def test_render_with_swing_and_mute():
    song = render({"a": GRID}, ["a", "a"], 10, 0.5, mute=("kick",))
    assert [event[0] for event in song.events] == [15, 35, 55, 75]


def test_chokes_and_density():
    song = render({"a": "open x..x\nhat ..x."}, ["a"], 10)
    assert apply_chokes(song) == [(0, 20)]
    assert density(song, 11) == 2
    assert density(Timeline(), 5) == 0


def test_variable_length_delta():
    timeline = Timeline()
    timeline.insert(200, 36, 90)
    assert delta_bytes(timeline) == bytes([0x81, 0x48, 0x99, 36, 90])
