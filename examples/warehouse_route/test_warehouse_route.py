# SPDX-License-Identifier: Apache-2.0
import pytest

from warehouse_route import Floor, packing_desk, steps_between

MAZE = Floor(["..#..",
              ".##.#",
              "....."])


def test_walks_around_shelves():
    assert steps_between(MAZE, (0, 0), (3, 0)) == 7
    assert steps_between(MAZE, (0, 0), (4, 0)) == 8


def test_no_steps_to_where_one_is():
    assert steps_between(MAZE, (1, 0), (1, 0)) == 0


def test_no_way():
    assert steps_between(Floor([".#."]), (0, 0), (2, 0)) is None


def test_rows_must_have_one_length():
    with pytest.raises(ValueError):
        Floor(["..", "..."])


def test_parcels_wait_for_a_packer():
    assert packing_desk([(0, 5), (1, 2), (2, 1)], 1) == (8, 4 + 5)
    assert packing_desk([(0, 5), (1, 2), (2, 1)], 2) == (5, 1)


def test_arrivals_are_left_alone():
    arrivals = [(0, 1), (3, 1)]
    assert packing_desk(arrivals, 1) == (4, 0)
    assert arrivals == [(0, 1), (3, 1)]
