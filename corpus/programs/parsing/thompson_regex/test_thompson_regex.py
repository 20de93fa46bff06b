# SPDX-License-Identifier: Apache-2.0
import re

import pytest

from rx_compile import RxCompiler, RxSyntaxError
from rx_match import closure, count_lines, find_all, fullmatch, longest_at


@pytest.mark.parametrize("pattern", ["a*b", "(a|b)+", "a?b?a", "[ab]c|a", "", "(ab|a)(bc|c)", ".b*", "a**"])
def test_like_the_standard_module(pattern):
    for text in ("", "a", "b", "ab", "aab", "aba", "abc", "bc", "abbc"):
        expected = re.fullmatch(pattern.replace("**", "*"), text) is not None
        assert fullmatch(pattern, text) == expected, text


def test_escape_and_class():
    assert fullmatch(r"\*\.", "*.")
    assert fullmatch("[a-c_-]+", "b_-") and not fullmatch("[a-c]", "d")


@pytest.mark.parametrize("pattern", ["(a", "a)", "*a", "[ab", "a|*"])
def test_syntax_errors(pattern):
    with pytest.raises(RxSyntaxError):
        RxCompiler(pattern).compile()


def test_longest_alternative_wins():
    assert find_all("a|ab|abab", "ababab a") == ["abab", "ab", "a"]
    assert find_all("x*", "axxbx") == ["xx", "x"]


def test_longest_at():
    auto = RxCompiler("ab*").compile()
    assert longest_at(auto, "xabb", 1) == 4
    assert longest_at(auto, "xabb", 0) == -1
    assert longest_at(RxCompiler("b*").compile(), "a", 0) == 0


def test_closure_order():
    auto = RxCompiler("a|b").compile()
    assert closure(auto, [auto.start])[0] == auto.start
    assert len(closure(auto, [auto.start])) == len(set(closure(auto, [auto.start]))) == 5


def test_many_options_do_not_explode():
    assert fullmatch("a?" * 12 + "a" * 12, "a" * 12)
    assert count_lines("a+", ["a", "b", "", "aaa"]) == 2
