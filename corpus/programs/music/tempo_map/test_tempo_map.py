# SPDX-License-Identifier: Apache-2.0
import pytest
from tick_clock import TempoMap, average_bpm, cue_sheet


@pytest.fixture
def clock():
    tempo_map = TempoMap(100)
    tempo_map.add_tempo(400, 60)
    return tempo_map


def test_seconds_across_a_tempo_change(clock):
    assert clock.seconds(0) == 0
    assert clock.seconds(400) == pytest.approx(2.0)
    assert clock.seconds(500) == pytest.approx(3.0)


def test_later_tempo_at_same_tick_replaces(clock):
    clock.add_tempo(400, 240)
    assert clock.seconds(800) == pytest.approx(3.0)
    with pytest.raises(ValueError):
        clock.add_tempo(5, 0)


def test_tick_at_is_the_inverse(clock):
    for tick in (0, 1, 399, 400, 777):
        assert clock.tick_at(clock.seconds(tick) + 1e-7) == tick
    with pytest.raises(ValueError):
        clock.tick_at(-1)


def test_positions_with_metre_change(clock):
    clock.add_metre(2, 6, 8)
    assert clock.position(399) == "1:4:099"
    assert clock.position(400) == "2:1:000"
    assert clock.position(460) == "2:2:010"
    assert clock.bar_start(3) == 700


def test_smpte(clock):
    assert clock.smpte(400) == "00:00:02:00"
    assert clock.smpte(400 + 100 * 3661) == "01:01:03:00"


def test_cue_sheet_is_sorted(clock):
    assert cue_sheet(clock, [(500, "end"), (0, "go")]) == ["1:1:000   00:00:00:00 +0.000 go",
                                                           "2:2:000   00:00:03:00 +3.000 end"]


def test_average(clock):
    assert average_bpm(clock, 400) == pytest.approx(120)
