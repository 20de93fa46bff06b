# SPDX-License-Identifier: Apache-2.0
import pytest

from galley import best_breaks, raggedness, set_paragraph, set_text, split_long, spread, width


def test_width_counts_gaps():
    assert width(["ab", "c"]) == 4
    assert width(["abc"]) == 3


def test_breaks_prefer_even_lines():
    # greedy would set "aaa bb" and leave "cc" nearly alone
    assert set_paragraph("aaa bb cc ddddd", 6) == ["aaa", "bb cc", "ddddd"]


def test_ties_take_the_earlier_break():
    assert best_breaks(["aaa", "b", "ccc", "dddddd"], 6) == [0, 1, 3]


def test_long_words_are_cut_after_a_vowel():
    assert split_long("harbourmaster", 8) == ["harbou-", "rmaster"]
    assert split_long("xxxxxxxxxx", 5) == ["xxxx-", "xxxx-", "xx"]
    assert split_long("short", 8) == ["short"]


def test_too_narrow():
    with pytest.raises(ValueError):
        best_breaks(["toolong"], 3)


def test_spread_alternates_sides():
    assert spread(["a", "b", "c"], 6, True) == "a  b c"
    assert spread(["a", "b", "c"], 6, False) == "a b  c"
    assert spread(["solo"], 9, True) == "solo"


def test_quotes_and_blank_blocks():
    lines = set_text("one two\n\n\n\n> three", 20)
    assert lines == ["one two", "", "    three"]
    assert set_text("   ", 10) == []
    assert raggedness(["abc", "a"], 5) == 4
