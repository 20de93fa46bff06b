# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from tileboard import TileBoard
from tilesearch import TooDeep, applyMoves, bestFirst, breadthFirst, scramble


def test_moves():
    board = TileBoard([1, 2, 3, 0, 4, 5], 3)
    assert board.getMoves() == ["down", "left"] and board.getHeight() == 2
    assert board.push("left").tiles == [1, 2, 3, 4, 0, 5]
    assert board.tiles == [1, 2, 3, 0, 4, 5]
    with pytest.raises(ValueError):
        board.push("up")


def test_bad_tiles():
    for tiles, width in (([1, 1, 0], 3), ([1, 2, 0], 2)):
        with pytest.raises(ValueError):
            TileBoard(tiles, width)


def test_distance_and_inversions():
    board = TileBoard([3, 1, 2, 0], 2)
    assert board.distance() == 4 and board.inversions() == 2
    assert TileBoard([1, 2, 3, 0], 2).distance() == 0


def test_solvability():
    assert not TileBoard([2, 1, 3, 4, 5, 6, 7, 8, 0], 3).isSolvable()
    assert not TileBoard([2, 1, 3, 0], 2).isSolvable() and TileBoard([3, 1, 0, 2], 2).isSolvable()
    assert breadthFirst(TileBoard([2, 1, 3, 0], 2)) is None


def test_both_searches_find_shortest_paths():
    board = scramble(3, 3, 9, random.Random(4))
    path, opened = bestFirst(board)
    assert len(path) == len(breadthFirst(board)) and opened >= len(path)
    assert applyMoves(board, path).isSolved()


def test_solved_board():
    board = TileBoard([1, 2, 3, 0], 2)
    assert breadthFirst(board) == [] and bestFirst(board) == ([], 0)


def test_limit():
    with pytest.raises(TooDeep):
        breadthFirst(scramble(3, 3, 30, random.Random(1)), limit=5)
