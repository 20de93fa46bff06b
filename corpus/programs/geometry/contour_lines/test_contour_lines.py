# SPDX-License-Identifier: Apache-2.0
import pytest

from heightfield import HeightField
from isolines import contours, join, segments

PEAK = HeightField([[0, 0, 0], [0, 4, 0], [0, 0, 0]])


def test_ragged_rows():
    with pytest.raises(ValueError):
        HeightField([[1, 2], [1]])


def test_rows_are_copies():
    PEAK.rows[1][1] = 99
    assert PEAK.at(1, 1) == 4
    assert PEAK.size == (3, 3)


def test_smooth():
    calm = PEAK.smooth()
    assert calm.at(1, 1) == pytest.approx(4 / 9)
    assert calm.at(0, 0) == pytest.approx(1.0)
    assert calm.at(0, 1) == pytest.approx(4 / 6)


def test_summits_highest_first_and_no_plateau():
    rows = [[0] * 7 for _ in range(3)]
    rows[1][1], rows[1][3], rows[1][5] = 2, 9, 2
    assert HeightField(rows).summits() == [(1, 3), (1, 5), (1, 1)]
    rows[1][4] = 9
    assert HeightField(rows).summits() == [(1, 1)]


def test_ring_around_the_peak():
    (line,) = contours(PEAK, 2)
    assert line[0] == line[-1]
    assert set(line) == {(0.5, 1.0), (1.0, 0.5), (1.5, 1.0), (1.0, 1.5)}


def test_open_line_and_level_above_all():
    slope = HeightField([[0, 0, 0], [2, 2, 2]])
    assert contours(slope, 1) == [[(0.5, 0.0), (0.5, 1.0), (0.5, 2.0)]]
    assert segments(slope, 5) == []


def test_join_grows_at_both_ends():
    assert join([("b", "c"), ("a", "b"), ("d", "c")]) == [["a", "b", "c", "d"]]
    assert join([("a", "b"), ("x", "y")]) == [["a", "b"], ["x", "y"]]
