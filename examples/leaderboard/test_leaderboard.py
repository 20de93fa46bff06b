# SPDX-License-Identifier: Apache-2.0
import pytest

from leaderboard import (Player, current_round, in_danger, leader, play_round, play_season, podium,
                         record)


def test_leader_has_most_points():
    assert leader([Player("a", 1), Player("b", 3), Player("c", 2)]).name == "b"


def test_leader_among_equals_goes_by_name():
    assert leader([Player("z", 3), Player("m", 3), Player("q", 1)]).name == "m"


def test_nobody_leads_an_empty_game():
    with pytest.raises(ValueError, match="nobody"):
        leader([])


def test_points_never_drop_below_zero():
    player = Player("a", 5)
    play_round([player], [-9])
    assert player.points == 0
    assert player.history == [5, 0]


def test_record_remembers_better_days():
    players = [Player("a", 50), Player("b", 10)]
    play_round(players, [-30, 5])
    assert record(players) == 50
    assert in_danger(players) == 15
    assert in_danger([]) == 0


def test_rounds_are_played_oldest_first():
    rounds = {"x": [1, 0], "a": [0, 9]}
    assert current_round(rounds) == "x"
    players = [Player("a"), Player("b")]
    assert play_season(players, rounds) == [
        "x: a leads with 1, 0 is last, record 1",
        "a: b leads with 9, 1 is last, record 9"]
    assert rounds == {}


def test_podium_has_three_places():
    assert podium([Player("d", 1), Player("c", 2), Player("b", 2), Player("a", 0)]) == ["b", "c", "d"]
