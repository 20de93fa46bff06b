# SPDX-License-Identifier: Apache-2.0
import pytest

from answer_rules import clean_age, clean_country, clean_scale, clean_yes_no
from survey_tables import Survey

Q = [("country", "country"), ("a", "scale"), ("b", "scale")]


def test_yes_no():
    assert clean_yes_no(" Yes! ") is True
    assert clean_yes_no("nein") is False
    assert clean_yes_no("perhaps") is None


def test_country():
    assert clean_country("United   States of America") == "US"
    assert clean_country("Scotland") == "GB"
    assert clean_country("Atlantis") is None


def test_scale_and_age():
    assert [clean_scale(t) for t in ("Agree", "3", "4/5", "9", "")] == [4, 3, None, None, None]
    assert [clean_age(t) for t in ("1990", "about 40", "7", "none")] == [34, 40, None, None]


def test_later_form_replaces_but_keeps_place():
    s = Survey(Q)
    s.add("x", {"country": "UK", "a": "1", "b": "1"})
    s.add("y", {"country": "??", "a": "2", "b": "3"})
    s.add("x", {"country": "DE", "a": "5", "b": "4"})
    assert s.respondents == ["x", "y"]
    assert s.answers[0] == {"country": "DE", "a": 5, "b": 4}
    assert s.problems == [("y", "country", "??")]


def test_straight_liners_and_removal():
    s = Survey(Q)
    s.add("x", {"country": "UK", "a": "1", "b": "1"})
    s.add("y", {"country": "UK", "a": "2", "b": "1"})
    s.add("z", {"country": "UK", "a": "", "b": ""})
    assert s.straight_liners() == ["x"]
    s.remove(["x"])
    assert s.respondents == ["y", "z"]
    with pytest.raises(ValueError):
        s.remove(["x"])


def test_unknown_question():
    with pytest.raises(KeyError):
        Survey(Q).add("x", {"shoe": "42"})


def test_crosstab_and_means():
    s = Survey(Q)
    for i, (c, a) in enumerate([("UK", "1"), ("DE", "2"), ("UK", "2"), ("UK", "1"), ("", "5")]):
        s.add(str(i), {"country": c, "a": a, "b": "3"})
    assert s.crosstab("country", "a") == (["DE", "GB"], [1, 2, 5], [[0, 1, 0], [2, 1, 0]])
    assert s.mean_by("a", "country") == {"DE": 2.0, "GB": 4 / 3}
