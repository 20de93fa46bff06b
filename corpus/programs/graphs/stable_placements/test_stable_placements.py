# SPDX-License-Identifier: Apache-2.0
import pytest

from placements import Hospital, InvalidInput, blocking_pairs, place, placed_at, prefers, satisfaction

CITY = Hospital("city", 1, ["c", "a", "b"])
COAST = Hospital("coast", 2, ["a", "b", "c"])
WISHES = {"a": ["city", "coast"], "b": ["city", "coast"], "c": ["coast", "city"]}


def test_resident_optimal():
    assert place(WISHES, [CITY, COAST]) == {"city": ["a"], "coast": ["b", "c"]}


def test_rejection_chain():
    small = Hospital("coast", 1, ["a", "b", "c"])
    taken = place(WISHES, [CITY, small])
    assert taken == {"city": ["c"], "coast": ["a"]}
    assert placed_at(taken, "b") is None
    assert blocking_pairs(WISHES, [CITY, small], taken) == []


def test_unranked_residents_and_closed_hospitals():
    picky = Hospital("city", 3, ["a"])
    closed = Hospital("coast", 0, ["a", "b", "c"])
    assert place(WISHES, [picky, closed]) == {"city": ["a"], "coast": []}


def test_blocking_pairs_are_found():
    bad = {"city": ["b"], "coast": ["a", "c"]}
    assert blocking_pairs(WISHES, [CITY, COAST], bad) == [("a", "city")]
    assert blocking_pairs({"a": ["city"]}, [CITY], {"city": []}) == [("a", "city")]
    assert prefers(CITY, "c", "b")


def test_satisfaction():
    assert satisfaction(WISHES, {"city": ["a"], "coast": ["b"]}) == [1, 1, 1]
    assert satisfaction({}, {}) == [0]


def test_invalid_input():
    with pytest.raises(InvalidInput):
        place({"a": ["moon"]}, [CITY])
    with pytest.raises(InvalidInput):
        place({"a": ["city", "city"]}, [CITY])
    with pytest.raises(InvalidInput):
        place({}, [CITY, CITY])
