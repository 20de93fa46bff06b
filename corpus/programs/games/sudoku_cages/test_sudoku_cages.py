# SPDX-License-Identifier: Apache-2.0
import pytest

from sudoku_core import candidates, cage_of, conflicts, fits_cage, most_constrained, parse_grid, solutions, solve

SOLVED = """534678912 672195348 198342567 859761423 426853791 713924856 961537284 287419635 345286179"""


def holes(*cells):
    grid = parse_grid(SOLVED)
    for r, c in cells:
        grid[r][c] = 0
    return grid


def test_parse():
    assert parse_grid(SOLVED)[1] == [6, 7, 2, 1, 9, 5, 3, 4, 8]
    with pytest.raises(ValueError, match="got 3"):
        parse_grid("12.")


def test_candidates():
    grid = holes((0, 0), (0, 8), (8, 0))
    assert candidates(grid, [], 0, 0) == [5]
    assert most_constrained(grid, []) == (0, 0, [5])
    assert most_constrained(parse_grid(SOLVED), []) is None


def test_solve_leaves_the_grid_alone():
    grid = holes((0, 0), (4, 4), (8, 8), (0, 4))
    assert solve(grid) == parse_grid(SOLVED)
    assert grid[0][0] == 0


def test_unsolvable():
    grid = holes((0, 0))
    grid[0][1] = 5
    assert solve(grid) is None


def test_several_solutions():
    grid = holes((3, 7), (3, 8), (5, 7), (5, 8), (3, 3), (3, 5))
    assert parse_grid(SOLVED) in list(solutions(grid))
    assert len(list(solutions(parse_grid(SOLVED)))) == 1


def test_cages():
    cages = [(9, [(0, 0), (0, 1), (0, 2)])]
    grid = parse_grid("." * 81)
    assert cage_of(cages, 0, 1) == cages[0] and cage_of(cages, 1, 1) is None
    assert candidates(grid, cages, 0, 0) == [1, 2, 3, 4, 5, 6]
    grid[0][0], grid[0][1] = 2, 3
    assert candidates(grid, cages, 0, 2) == [4]
    assert not fits_cage(grid, cages, 0, 2, 3) and fits_cage(grid, cages, 5, 5, 9)


def test_conflicts():
    grid = parse_grid(SOLVED)
    assert conflicts(grid) == []
    grid[0][0] = 3
    assert conflicts(grid) == [(0, 0), (0, 1), (8, 0)]
