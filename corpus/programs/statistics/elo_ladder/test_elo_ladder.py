# SPDX-License-Identifier: Apache-2.0
import pytest

from clubladder import Ladder, expected, k_factor


@pytest.fixture
def club():
    ladder = Ladder()
    for name, rating in (("ann", 1500.0), ("bo", 1700.0), ("cy", 1500.0)):
        ladder.join(name, rating)
    return ladder


def test_expectation_is_symmetric():
    assert expected(1500, 1500) == 0.5
    assert expected(1900, 1500) == pytest.approx(10 / 11)
    assert expected(1600, 1450) + expected(1450, 1600) == pytest.approx(1)


def test_k_falls_with_experience():
    assert [k_factor(n) for n in (0, 9, 10, 29, 30)] == [40, 40, 24, 24, 16]


def test_names(club):
    with pytest.raises(ValueError):
        club.join("bo")
    with pytest.raises(KeyError):
        club.find("dee")


def test_ties_keep_the_joining_order(club):
    assert [m.name for m in club.standing()] == ["bo", "ann", "cy"]
    assert club.place("cy") == 3


def test_result_moves_points(club):
    club.report("ann", "cy", 1)
    assert club.find("ann").rating == 1520
    assert club.find("cy").rating == 1480
    assert club.find("ann").points == 1
    assert club.have_met("cy", "ann")
    with pytest.raises(ValueError):
        club.report("ann", "cy", 2)


def test_pairings_avoid_rematches(club):
    assert club.pairings() == [("bo", "ann")]
    club.report("bo", "ann", 0.5)
    assert club.pairings() == [("bo", "cy")]


def test_history_is_frozen(club):
    club.close_round()
    for _ in range(12):
        club.report("cy", "bo", 1)
    club.close_round()
    assert club.history("cy") == [3, 1]
    assert club.history("bo") == [1, 3]
    assert club.biggest_climb() == ("cy", 2)
