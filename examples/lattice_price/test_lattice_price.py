# SPDX-License-Identifier: Apache-2.0
import pytest

from lattice_price import (Quote, exercise_value, nearest_ticker, node_value, typing_distance,
                           up_probability)


def test_exercise_value_is_never_negative():
    assert exercise_value(10.0, 12.0, "put") == 2.0
    assert exercise_value(10.0, 12.0, "call") == 0.0


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="swap"):
        node_value(2, 0, 10.0, 10.0, 0.2, "swap")


def test_value_at_expiry_is_the_exercise_value():
    assert node_value(0, 0, 10.0, 12.0, 0.2, "put") == 2.0


def test_longer_options_are_worth_more():
    values = [node_value(weeks, 0, 100.0, 100.0, 0.2, "put") for weeks in (1, 3, 7)]
    assert values == sorted(values)
    assert values[0] > 0


def test_probability_is_a_probability():
    assert 0 < up_probability(0.2) < 1


@pytest.mark.parametrize("typed, known, distance", [
    ("", "", 0), ("ABC", "", 3), ("ABC", "ABC", 0), ("ABC", "ABD", 1), ("KORE", "CORE", 1),
    ("AACME", "ACME", 1)])
def test_typing_distance(typed, known, distance):
    assert typing_distance(typed, known) == distance


def test_nearest_ticker_takes_the_first_of_equals():
    assert nearest_ticker("acm") == "ACME"


def test_quote_reads_well():
    assert str(Quote("echo", 10.0, 12.0, 0.2, "put", 0)) == "ECHO put 2.0000"
