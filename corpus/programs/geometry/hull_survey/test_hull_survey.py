# SPDX-License-Identifier: Apache-2.0
import pytest

from survey_outline import depth_of, enclosing_box, hull, peel, perimeter, unique_stakes, widest_span

SQUARE = [(0, 0), (10, 0), (10, 10), (0, 10)]


def test_unique_keeps_first_order():
    assert unique_stakes([(2, 1), (0, 0), (2, 1), (1, 1), (0, 0)]) == [(2, 1), (0, 0), (1, 1)]
    assert unique_stakes([]) == []


def test_hull_drops_inner_and_collinear():
    assert hull(SQUARE + [(5, 5), (5, 0), (10, 4)]) == SQUARE
    assert hull([(3, 3)]) == [(3, 3)]


def test_perimeter_and_box():
    assert perimeter(SQUARE) == pytest.approx(40.0)
    assert enclosing_box(SQUARE) == pytest.approx(100.0)
    assert enclosing_box([]) is None


def test_span_is_the_diagonal():
    assert widest_span(SQUARE + [(4, 4)]) == 200
    assert widest_span([(1, 1)]) == 0


def test_peel_covers_all_stakes():
    inner = [(4, 4), (6, 4), (6, 6), (4, 6)]
    layers = peel(inner + SQUARE)
    assert layers == [SQUARE, inner]
    assert depth_of(layers, (6, 6)) == 1
    with pytest.raises(KeyError):
        depth_of(layers, (99, 99))
