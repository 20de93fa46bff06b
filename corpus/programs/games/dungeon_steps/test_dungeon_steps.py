# SPDX-License-Identifier: Apache-2.0
from dungeon import cheapest_path, draw, find_all, line_between, load_map, nearest, passable, reachable, visible

LEVEL = load_map("""
#######
#@.~.k#
#.#.#.#
#...+>#
####
""")


def test_map():
    assert len(LEVEL) == 5 and LEVEL[4] == "#######"
    assert find_all(LEVEL, "@") == [(1, 1)] and find_all(LEVEL, "x") == []
    assert not passable(LEVEL, (-1, 0)) and not passable(LEVEL, (0, 9)) and passable(LEVEL, (3, 1))


def test_swamp_is_avoided():
    cost, path = cheapest_path(LEVEL, (1, 1), (5, 3))
    assert cost == 7 and path == [(1, 1), (1, 2), (1, 3), (2, 3), (3, 3), (4, 3), (5, 3)]
    assert cheapest_path(LEVEL, (1, 1), (1, 1)) == (0, [(1, 1)])


def test_no_way():
    closed = load_map("@#>\n.##")
    assert cheapest_path(closed, (0, 0), (2, 0)) == (None, [])
    assert nearest(closed, (0, 0), ">") is None


def test_lines():
    assert line_between((0, 0), (3, 1)) == [(0, 0), (1, 0), (2, 1), (3, 1)]
    assert line_between((2, 2), (2, 0)) == [(2, 2), (2, 1), (2, 0)]
    assert line_between((1, 1), (1, 1)) == [(1, 1)]


def test_sight():
    seen = visible(LEVEL, (1, 1), 4)
    assert (5, 1) in seen and (6, 1) not in seen
    assert (2, 2) in seen and (3, 3) not in seen and (1, 4) in seen


def test_reachable_order():
    assert reachable(LEVEL, (1, 1))[:4] == [(1, 1), (2, 1), (1, 2), (3, 1)]
    assert len(reachable(LEVEL, (1, 1))) == 13


def test_nearest_and_draw():
    assert nearest(LEVEL, (1, 1), "k") == (7, (5, 1))
    assert draw(load_map("..\n.#"), [(1, 0)]) == ".*\n.#\n"
