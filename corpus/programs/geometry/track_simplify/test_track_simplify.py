# SPDX-License-Identifier: Apache-2.0
import pytest

from polycode import decode, encode
from trackline import by_area, by_distance, kilometre_posts, offset, track_length

SPIKE = [(0, 0), (1, 0.1), (2, 0), (3, 5), (4, 0), (5, 0)]


def test_distance_keeps_the_spike():
    assert by_distance(SPIKE, 0.9) == [(0, 0), (2, 0), (3, 5), (4, 0), (5, 0)]
    assert by_distance(SPIKE, 9.0) == [(0, 0), (5, 0)]
    assert by_distance([(1, 1)], 1.0) == [(1, 1)]


def test_closed_track_measures_from_the_point():
    assert offset((3, 4), (0, 0), (0, 0)) == 5.0


def test_area_removes_flattest_first():
    assert by_area(SPIKE, 5) == [(0, 0), (2, 0), (3, 5), (4, 0), (5, 0)]
    assert by_area(SPIKE, 0) == [(0, 0), (5, 0)]
    assert by_area(SPIKE, 10) == SPIKE


def test_equal_areas_remove_the_earlier():
    zigzag = [(0, 0), (1, 1), (2, 0), (3, 1), (4, 0)]
    assert by_area(zigzag, 4) == [(0, 0), (2, 0), (3, 1), (4, 0)]


def test_posts():
    line = [(0, 0), (6, 0), (10, 0), (35, 0), (36, 0)]
    assert track_length(line) == 36
    assert kilometre_posts(line, 10) == [2, 3]
    assert kilometre_posts([], 10) == []


def test_encode_known_value():
    assert encode([(0.0, 0.0)]) == "??"
    assert encode([(0.01, -0.01)]) == "A@"
    track = [(12.34, -56.78), (12.35, -40.0), (-100.0, 0.0)]
    assert decode(encode(track)) == track
    assert decode("") == []


def test_decode_errors():
    with pytest.raises(ValueError):
        decode("!")
    with pytest.raises(ValueError, match="inside"):
        decode("__")
