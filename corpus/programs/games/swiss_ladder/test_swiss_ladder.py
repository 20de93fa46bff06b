# SPDX-License-Identifier: Apache-2.0
import pytest

from elo_rating import expected, k_factor, performance
from swiss_event import Player, SwissEvent


def event(*ratings):
    return SwissEvent([Player("abcdefgh"[i], r) for i, r in enumerate(ratings)])


def test_expectation():
    assert expected(1500, 1500) == 0.5
    assert expected(1900, 1500) + expected(1500, 1900) == pytest.approx(1)
    assert [k_factor(1500, 0), k_factor(1500, 8), k_factor(2400, 9)] == [40, 20, 10]


def test_performance():
    assert performance([]) is None
    assert performance([(1500, 1.0), (1500, 0.0)]) == 1500.0
    assert performance([(1500, 0.0)]) < 800


def test_first_round_goes_by_rating():
    e = event(1400, 1800, 1600, 1500)
    assert e.standings() == ["b", "c", "d", "a"]
    assert [(g.white, g.black) for g in e.pair_round()] == [("b", "c"), ("d", "a")]


def test_rematches_are_avoided_and_colours_alternate():
    e = event(1400, 1800, 1600, 1500)
    for game in e.pair_round():
        e.record(game, 1.0)
    second = e.pair_round()
    assert [(g.white, g.black) for g in second] == [("b", "d"), ("c", "a")]
    assert e.have_met("c", "b") and not e.have_met("a", "b")


def test_byes():
    e = event(1400, 1800, 1600)
    assert [(g.white, g.black, g.points) for g in e.pair_round()] == [("a", None, 1.0), ("b", "c", None)]
    e.record(e.games[1], 0.5)
    assert e.pair_round()[0].white == "c"
    assert e.score("a") == 1.0 and e.buchholz("a") == 0 and e.whites("a") == 1


def test_results_are_final():
    e = event(1400, 1800)
    game = e.pair_round()[0]
    e.record(game, 0.0)
    with pytest.raises(ValueError):
        e.record(game, 1.0)
    assert e.results("b") == [("a", 0.0)] and e.results("a") == [("b", 1.0)]
    assert e.buchholz("b") == 1.0


def test_rating_is_zero_sum_for_newcomers():
    e = event(1500, 1500)
    e.record(e.pair_round()[0], 1.0)
    e.rate()
    assert sorted(p.rating for p in e.players) == [1480, 1520]
    assert [p.games for p in e.players] == [1, 1]
