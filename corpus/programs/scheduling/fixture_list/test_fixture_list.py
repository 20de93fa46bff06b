# SPDX-License-Identifier: Apache-2.0
import pytest

from league_fixtures import (breaks, double_rounds, improve, rounds_of, shared_ground_clashes, table, total_breaks,
                             travel)


@pytest.mark.parametrize("size", [2, 4, 5, 8])
def test_everybody_meets_twice(size):
    teams = list("abcdefgh"[:size])
    games = [game for pairs in double_rounds(teams) for game in pairs]
    assert sorted(games) == sorted((h, a) for h in teams for a in teams if h != a)


def test_nobody_plays_twice_in_a_round():
    for pairs in rounds_of(list("abcdefg")):
        playing = [team for pair in pairs for team in pair]
        assert len(playing) == len(set(playing)) == 6


def test_breaks():
    rounds = [[("a", "b")], [("a", "c")], [("b", "a"), ("c", "d")], [("b", "a")]]
    assert breaks(rounds, "a") == 2
    assert breaks(rounds, "d") == 0
    assert total_breaks(rounds) == 3


def test_improve_is_no_worse():
    rounds = double_rounds(list("abcd"))
    rounds[0], rounds[4] = rounds[4], rounds[0]
    better = improve(rounds, 3)
    assert total_breaks(better) <= total_breaks(rounds)
    assert sorted(map(sorted, better)) == sorted(map(sorted, rounds))


def test_shared_grounds_reported_once():
    rounds = [[("a", "x"), ("b", "y"), ("c", "z")], [("a", "b"), ("x", "c")]]
    assert shared_ground_clashes(rounds, {"park": ["a", "b", "c"]}) == [(0, "park")]
    assert shared_ground_clashes(rounds, {}) == []


def test_travel_and_table():
    place = {"a": (0, 0), "b": (3, 4)}
    assert travel([[("a", "b")], [("b", "a")]], "b", place) == 10
    rows = table([("a", "b", 1, 1), ("c", "a", 0, 2), ("b", "c", 3, 1)])
    assert rows == [("a", (4, 2, 2)), ("b", (4, 2, 2)), ("c", (0, -4, 2))]
