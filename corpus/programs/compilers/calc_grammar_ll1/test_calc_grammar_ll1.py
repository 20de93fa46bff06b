# SPDX-License-Identifier: Apache-2.0
import pytest

from predictive import (EPS, Grammar, GrammarError, build_table, depth_profile, first_of, first_of_string,
                        follow_sets, parse)

LISTS = "list -> [ items ]\nitems -> x rest | eps\nrest -> , x rest | eps"


@pytest.fixture
def lists():
    return Grammar(LISTS)


def test_reading(lists):
    assert lists.nonterminals() == ["list", "items", "rest"]
    assert lists.bodies("rest") == [[",", "x", "rest"], []]
    assert lists.start == "list"


def test_first(lists):
    assert first_of(lists, "list") == {"["}
    assert first_of(lists, "items") == {"x", EPS}
    assert first_of_string(lists, ["items", "]"]) == {"x", "]"}
    assert first_of_string(lists, []) == {EPS}


def test_follow(lists):
    assert follow_sets(lists) == {"list": {"$"}, "items": {"]"}, "rest": {"]"}}


def test_parse(lists):
    table = build_table(lists)
    assert parse(lists, table, "[ ]".split()) == [0, 2]
    derivation = parse(lists, table, "[ x , x ]".split())
    assert derivation == [0, 1, 3, 4]
    assert depth_profile(lists, derivation) == 4


@pytest.mark.parametrize("text", ["[ x", "x", "[ x x ]", "[ ] ]"])
def test_syntax_errors(lists, text):
    with pytest.raises(GrammarError):
        parse(lists, build_table(lists), text.split())


def test_bad_grammars():
    with pytest.raises(GrammarError, match="left recursion"):
        build_table(Grammar("e -> e + x | x"))
    with pytest.raises(GrammarError, match="ambiguous"):
        build_table(Grammar("s -> a b | a c"))
