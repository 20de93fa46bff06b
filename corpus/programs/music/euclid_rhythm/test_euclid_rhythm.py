# SPDX-License-Identifier: Apache-2.0
import pytest
from necklaces import (all_necklaces, canonical, euclid, evenness, has_rhythmic_oddity, intervals, metric_weights, rank,
                       syncopation)


def test_euclid_classics():
    assert euclid(3, 8) == "x..x..x."
    assert euclid(5, 8) == "x.xx.xx."
    assert euclid(4, 4) == "xxxx"
    with pytest.raises(ValueError):
        euclid(0, 8)


def test_canonical_is_shared_by_rotations():
    assert canonical("x..x..x.") == canonical(".x..x..x")
    assert canonical("..x.") == "x..."


def test_intervals_go_round():
    assert intervals("x..x..x.") == [3, 3, 2]
    assert intervals(".x..") == [4]


def test_number_of_necklaces():
    assert all_necklaces(2, 4) == sorted(["xx..", "x.x."])
    assert len(all_necklaces(3, 8)) == 7


def test_even_rhythm_is_most_even():
    assert evenness("x.x.") > evenness("xx..")
    assert rank(4, 8, 1)[0][0] == "x.x.x.x."


def test_weights_and_syncopation():
    assert metric_weights(4) == [3, 1, 2, 1]
    assert syncopation("x.x.") == 0
    assert syncopation("...x") == 2


def test_oddity():
    assert not has_rhythmic_oddity("x.x.")
    assert has_rhythmic_oddity("xx..")
    assert has_rhythmic_oddity("x.x")
