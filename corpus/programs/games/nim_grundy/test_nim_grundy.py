# SPDX-License-Identifier: Apache-2.0
import pytest

from impartial import (find_period, grundy, kayles, mex, play_out, position_value, split_unequal, subtraction,
                       winning_moves)


def test_mex():
    assert [mex(v) for v in ([], [1], [0, 1, 3], [2, 0, 1, 1])] == [0, 0, 2, 3]


def test_rules():
    assert subtraction(1, 3)(2) == [[1]] and subtraction(2)(1) == []
    assert kayles()(3) == [[0, 2], [1, 1], [0, 1]]
    assert split_unequal()(5) == [[1, 4], [2, 3]] and split_unequal()(2) == []


def test_known_values():
    assert [grundy(kayles(), n) for n in range(8)] == [0, 1, 2, 3, 1, 4, 3, 2]
    assert [grundy(split_unequal(), n) for n in range(9)] == [0, 0, 0, 1, 0, 2, 1, 0, 2]
    assert [grundy(subtraction(1, 2, 3), n) for n in range(9)] == [0, 1, 2, 3, 0, 1, 2, 3, 0]


def test_positions():
    rule = subtraction(1, 2, 3)
    assert position_value(rule, [5, 1]) == 0 and position_value(rule, []) == 0
    assert winning_moves(rule, [5, 1]) == []
    assert winning_moves(rule, [2, 3]) == [(1, [2])]


def test_heaps_are_left_alone():
    heaps = [3, 4]
    winning_moves(kayles(), heaps)
    play_out(kayles(), heaps, lambda n: 0)
    assert heaps == [3, 4]


@pytest.mark.parametrize("values, longest, expected", [
    ([0, 1, 0, 1], 3, (0, 2)), ([9, 0, 1, 0, 1], 3, (1, 2)), ([1, 1], 1, (0, 1)), ([1, 2, 3], 3, None), ([], 3, None)])
def test_period(values, longest, expected):
    assert find_period(values, longest) == expected


def test_winner_wins():
    history = play_out(subtraction(1, 2, 3), [5], lambda n: n - 1)
    assert history == [[5], [4], [1], []]
