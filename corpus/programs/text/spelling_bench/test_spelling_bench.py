# SPDX-License-Identifier: Apache-2.0
import pytest

from spellbench import Speller, distance, near_keys


@pytest.fixture
def speller():
    return Speller([("ship", 9), ("shop", 20), ("sheep", 5), ("stop", 7), ("it's", 3)])


def test_near_keys():
    assert near_keys("q", "w") and near_keys("q", "a") and near_keys("s", "s")
    assert not near_keys("q", "p") and not near_keys("q", "'")


def test_distance_costs():
    assert distance("ship", "ship") == 0
    assert distance("", "abc") == 6
    assert distance("ship", "shop") == 1
    assert distance("shpi", "ship") == 2
    assert distance("ship", "slip") == 2


def test_candidates_order_by_distance_then_frequency(speller):
    assert speller.candidates("shup")[0][0] == 1
    assert [c[2] for c in speller.candidates("shxp")][:2] == ["shop", "ship"]
    assert speller.candidates("zzzzzzz") == []


def test_check_reports_offsets_and_case(speller):
    assert speller.check("Ship, Shpo! it's stop'") == [(6, "Shpo", ["Shop", "Ship", "Stop"])]


def test_ignored_words(speller):
    speller.ignore("Qat")
    speller.ignore("Qat")
    assert speller.ignored == ["Qat"]
    assert speller.known("Qat") and not speller.known("qat") and speller.known("SHIP")


def test_correct(speller):
    assert speller.correct("a shpi") == "a ship"
    assert speller.correct("xxxxxxxxx stop") == "xxxxxxxxx stop"
