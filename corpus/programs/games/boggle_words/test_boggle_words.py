# SPDX-License-Identifier: Apache-2.0
import pytest

from letter_grid import LetterGrid, find_words, has_prefix, longest, play_round, word_points

GRID = LetterGrid(["CAT", "RSE", "QIN"])
WORDS = sorted(["cat", "cats", "car", "tea", "seat", "quiz", "quin", "sat", "tat", "at", "inset", "carq"])


def test_grid():
    assert GRID.face((2, 0)) == "qu" and GRID.face((0, 0)) == "c"
    assert GRID.neighbours((0, 0)) == [(0, 1), (1, 0), (1, 1)]
    assert len(GRID.neighbours((1, 1))) == 8
    with pytest.raises(ValueError):
        LetterGrid(["ab", "c"])


def test_found_words():
    assert find_words(GRID, WORDS) == ["car", "cat", "cats", "inset", "quin", "sat", "seat", "tea"]
    assert find_words(GRID, []) == []


def test_dice_are_used_once():
    assert "tat" not in find_words(GRID, WORDS)


def test_shortest():
    assert "at" in find_words(GRID, WORDS, shortest=2)
    assert find_words(GRID, WORDS, shortest=5) == ["inset"]


def test_prefixes():
    assert has_prefix(WORDS, "ins") and has_prefix(WORDS, "") and not has_prefix(WORDS, "zz")


def test_points():
    assert [word_points("x" * n) for n in (2, 3, 5, 7, 8)] == [0, 1, 2, 5, 11]
    answers = {"a": ["CAT", "cat", "quin"], "b": ["cat", "tat", "inset"], "c": []}
    assert play_round(GRID, WORDS, answers) == {"a": 1, "b": 2, "c": 0}


def test_longest_first_of_equals():
    assert longest(["ab", "xyz", "abc"]) == "xyz" and longest([]) == ""
