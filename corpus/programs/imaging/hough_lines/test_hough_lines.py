# SPDX-License-Identifier: Apache-2.0
from rulings import RulingFinder, find_rulings


def blank(width, height):
    return [[200] * width for _ in range(height)]


def test_blank_form():
    assert find_rulings(blank(20, 20), 3) == []


def test_edges_are_in_reading_order():
    picture = blank(6, 5)
    picture[2][3] = 0
    assert RulingFinder().edges(picture) == [(3, 1), (2, 2), (4, 2), (3, 3)]


def test_vertical_line():
    points = [(7, y) for y in range(20)]
    finder = RulingFinder()
    (cell, votes), = finder.peaks(finder.vote(points), 1)
    assert cell == (0, 7)
    assert votes == 20
    assert finder.segments(points, cell) == [(0.0, 19.0)]


def test_gap_splits_a_line():
    points = [(7, y) for y in range(30) if not 10 <= y < 16]
    assert len(RulingFinder().segments(points, (0, 7))) == 2


def test_short_stretches_are_dropped():
    assert RulingFinder().segments([(7, 1), (7, 2)], (0, 7)) == []
    assert RulingFinder().segments([], (0, 7)) == []


def test_peaks_suppress_their_surroundings():
    finder = RulingFinder()
    chosen = finder.peaks({(10, 5): 9, (11, 6): 8, (30, 5): 4, (59, 5): 3}, 5)
    assert chosen == [((10, 5), 9), ((30, 5), 4), ((59, 5), 3)]
    assert finder.close((0, 5), (59, -5))


def test_horizontal_ruling_is_found():
    picture = blank(40, 30)
    for x in range(5, 35):
        picture[15][x] = 10
    report = find_rulings(picture, 1)
    assert report[0]["angle"] == 90
    assert report[0]["length"] >= 29
