# SPDX-License-Identifier: Apache-2.0
import random

import pytest

from dice_advice import advise_keep, best_box, expected_value, kept_sets, play_game
from scorecard import LOWER, UPPER, Card, count_faces, has_run, score_box


@pytest.mark.parametrize("box, roll, points", [
    ("threes", (3, 1, 3, 3, 6), 9), ("ones", (2, 2, 3, 4, 5), 0), ("three_alike", (4, 4, 4, 1, 2), 15),
    ("four_alike", (4, 4, 4, 1, 2), 0), ("full_house", (2, 5, 2, 5, 5), 25), ("full_house", (5, 5, 5, 5, 5), 0),
    ("small_straight", (3, 4, 5, 6, 3), 30), ("small_straight", (1, 2, 3, 5, 6), 0), ("five_alike", (6,) * 5, 50),
    ("large_straight", (6, 5, 4, 3, 2), 40), ("large_straight", (1, 2, 3, 4, 6), 0), ("chance", (1, 2, 3, 4, 6), 16)])
def test_scores(box, roll, points):
    assert score_box(box, roll) == points


def test_unknown_box():
    with pytest.raises(KeyError):
        score_box("sevens", (1, 1, 1, 1, 1))


def test_helpers():
    assert count_faces((1, 1, 6, 2, 2)) == {1: 2, 2: 2, 3: 0, 4: 0, 5: 0, 6: 1}
    assert has_run((1, 2, 3, 4, 4), 4) and not has_run((1, 2, 3, 4, 4), 5)


def test_card():
    card = Card()
    assert card.open_boxes() == UPPER + LOWER
    for face, box in enumerate(UPPER, 1):
        card.fill(box, (face, face, face, 7 - face, 7 - face))
    assert card.upper_total() == 63 and card.total() == 98
    with pytest.raises(ValueError):
        card.fill("ones", (1, 1, 1, 1, 1))


def test_kept_sets():
    assert kept_sets((2, 1, 2)) == [(), (1,), (2,), (1, 2), (2, 2), (1, 2, 2)]


def test_best_box_first_of_equals():
    assert best_box(Card(), (1, 1, 1, 1, 1)) == "five_alike"
    card = Card()
    card.boxes = dict.fromkeys(["chance", "five_alike", "three_alike", "full_house"], 0)
    assert best_box(card, (2, 2, 3, 3, 1)) == "threes"


def only(box):
    card = Card()
    card.boxes = {b: 0 for b in UPPER + LOWER if b != box}
    return card


def test_expected_value():
    assert expected_value(only("sixes"), (6, 6, 6, 6)) == 25
    assert expected_value(only("large_straight"), (2, 3, 4, 5)) == pytest.approx(40 / 3)
    assert advise_keep(only("five_alike"), (4, 4, 1, 4, 4))[0] == (4, 4, 4, 4)


def test_game_fills_the_rounds():
    card, log = play_game(random.Random(2), rounds=3)
    assert len(log) == 3 and sum(points for _, points in log) == sum(card.boxes.values())
