# SPDX-License-Identifier: Apache-2.0
from hextiles import Floor, distance, patch_width


def ring_floor():
    return Floor.disc(1, lambda q, r: "w" if (q, r) == (0, 0) else "b")


def test_disc_size_and_neighbours():
    floor = Floor.disc(2, lambda q, r: "w")
    assert len(floor.tiles) == 19
    assert floor.neighbours((0, 0)) == [(1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1), (0, 1)]
    assert len(floor.neighbours((2, 0))) == 3


def test_patch_is_breadth_first():
    floor = ring_floor()
    assert floor.patch((0, 0)) == [(0, 0)]
    assert floor.patch((1, 0))[:3] == [(1, 0), (1, -1), (0, 1)]
    assert sorted(len(p) for p in floor.patches()) == [1, 6]


def test_joints_and_wall():
    assert ring_floor().joint_length() == (6, 18)


def test_recolour_swallows_small_patches():
    floor = ring_floor()
    assert floor.recolour_small(2, "b") == 1
    assert floor.order_list() == [("b", 7)]
    assert floor.recolour_small(2, "b") == 0


def test_order_list_ties_are_alphabetical():
    floor = Floor()
    floor.tiles = {(0, 0): "z", (1, 0): "a", (2, 0): "m", (3, 0): "m"}
    assert floor.order_list() == [("m", 2), ("a", 1), ("z", 1)]


def test_drawing_and_width():
    assert ring_floor().drawing() == " b b\nb w b\n b b\n"
    assert distance((0, 0), (2, -1)) == 2
    assert patch_width([(0, 0), (1, 0), (2, -1)]) == 2
    assert patch_width([]) == 0
