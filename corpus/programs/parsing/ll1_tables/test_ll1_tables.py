# SPDX-License-Identifier: Apache-2.0
import pytest

from grammar_sets import EMPTY, Grammar
from table_parser import SyntaxProblem, derive

SUMS = """
E -> T R
R -> + T R | eps
T -> n | ( E )
"""


def test_rules():
    g = Grammar(SUMS)
    assert g.start == "E" and g.nonterminals() == ["E", "R", "T"]
    assert g.alternatives("R") == [["+", "T", "R"], []]
    assert g.is_terminal("+") and not g.is_terminal("T")


def test_first():
    g = Grammar(SUMS)
    assert g.first(["E"]) == ["n", "("]
    assert g.first(["R", ")"]) == ["+", ")"]
    assert g.first(["R"]) == ["+", EMPTY] and g.first([]) == [EMPTY]


def test_follow():
    follow = Grammar(SUMS).follow_sets()
    assert {k: sorted(v) for k, v in follow.items()} == {"E": ["$", ")"], "R": ["$", ")"], "T": ["$", ")", "+"]}


def test_conflicts():
    with pytest.raises(ValueError, match="conflict at S on a"):
        Grammar("S -> a b | a c").table()
    with pytest.raises(ValueError, match="conflict at A on x"):
        Grammar("S -> A x\nA -> x | eps").table()


def test_left_recursion_ends():
    assert Grammar("S -> S a | b").first(["S"]) == ["b"]


def test_derivation():
    g = Grammar(SUMS)
    assert derive(g, g.table(), ["n", "+", "n"]) == [
        ("E", ["T", "R"]), ("T", ["n"]), ("R", ["+", "T", "R"]), ("T", ["n"]), ("R", [])]


@pytest.mark.parametrize("tokens, position", [("n +", 2), ("n n", 1), ("( n", 2), ("", 0), ("n )", 1)])
def test_syntax_problems(tokens, position):
    g = Grammar(SUMS)
    with pytest.raises(SyntaxProblem) as info:
        derive(g, g.table(), tokens.split())
    assert info.value.position == position
