# SPDX-License-Identifier: Apache-2.0
import pytest

from gallery_cut import PlanError, adjacent, cut, doubled_area, guards, inside, three_colours

L_SHAPE = [(0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4)]


def test_area_sign():
    assert doubled_area(L_SHAPE) == 14
    assert doubled_area(L_SHAPE[::-1]) == -14


@pytest.mark.parametrize("plan", [L_SHAPE, L_SHAPE[::-1]])
def test_triangles_fill_the_plan(plan):
    triangles = cut(plan)
    assert len(triangles) == 4
    assert sum(abs(doubled_area([plan[c] for c in t])) for t in triangles) == 14


def test_lowest_ear_first():
    assert cut([(0, 0), (2, 0), (2, 2), (0, 2)]) == [(3, 0, 1), (1, 2, 3)]


def test_bad_plans():
    with pytest.raises(PlanError):
        cut([(0, 0), (1, 1)])
    with pytest.raises(PlanError, match="crosses"):
        cut([(0, 0), (1, 0), (2, 0), (3, 0)])


def test_border_counts_as_inside():
    assert inside((1, 0), (0, 0), (2, 0), (0, 2))
    assert not inside((2, 2), (0, 0), (2, 0), (0, 2))


def test_colours_differ_in_each_triangle():
    triangles = cut(L_SHAPE)
    colour = three_colours(triangles)
    assert all({colour[c] for c in t} == {0, 1, 2} for t in triangles)
    assert adjacent([(0, 1, 2), (2, 1, 3), (4, 5, 3)]) == [[1], [0], []]
    assert three_colours([]) == {}


def test_guards_at_most_a_third():
    assert 1 <= len(guards(L_SHAPE)) <= 2
