# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from cards import Card, best_hand, cards, deck, evaluate_five, grouped
from table import deal, equity, showdown, split_pot, tournament


@pytest.mark.parametrize("hand, value", [
    ("Ts Js Qs Ks As", (8, [12])), ("As 2s 3s 4s 5s", (8, [3])), ("9c 9d 9h 9s 2c", (7, [7, 0])),
    ("9c 9d 9h 2s 2c", (6, [7, 0])), ("2h 7h 9h Jh Kh", (5, [11, 9, 7, 5, 0])), ("2c 3h 4h 5h Ah", (4, [3])),
    ("9c 9d 9h As 2c", (3, [7, 12, 0])), ("9c 9d 2h 2s Ac", (2, [7, 0, 12])), ("2c 2d 5h 9s Ac", (1, [0, 12, 7, 3])),
    ("2c 4d 5h 9s Ac", (0, [12, 7, 3, 2, 0])), ("Qh Kh Ac 2s 3d", (0, [12, 11, 10, 1, 0]))])
def test_values(hand, value):
    assert evaluate_five(cards(hand)) == value


def test_cards():
    assert len(set(deck())) == 52 and Card("Ts").rank == 8
    for bad in ("1s", "Tx", "10s", ""):
        with pytest.raises(ValueError):
            Card(bad)
    assert grouped(cards("2c 2d Ah")) == [(2, 0), (1, 12)]


def test_best_of_seven():
    assert evaluate_five(best_hand(cards("2c 9c Kc 9d 9h 2d 3c"))) == (6, [7, 0])
    assert best_hand(cards("2c 3d 5h 7s 9c Jd Kh")) == cards("5h 7s 9c Jd Kh")


def test_showdown_and_ties():
    board = cards("2c 7d 9h Js Kc")
    winners, value = showdown({"a": cards("Ad 3c"), "b": cards("Ah 3d"), "c": cards("4c 5c")}, board)
    assert winners == ["a", "b"] and value[0] == 0
    assert split_pot(7, ["a", "b", "c"]) == {"a": 3, "b": 2, "c": 2}


def test_deal_uses_distinct_cards():
    holes, board = deal(["a", "b"], random.Random(1))
    assert len(set(holes["a"] + holes["b"] + board)) == 9


def test_equity_of_the_nuts():
    assert equity(cards("As Ks"), cards("Qs Js Ts"), 1, 5, 0) == 1.0


def test_chips_are_conserved():
    chips, categories = tournament(["a", "b", "c"], 6, seed=3)
    assert sum(chips.values()) == 0 and sum(categories.values()) == 6
