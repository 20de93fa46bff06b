# SPDX-License-Identifier: Apache-2.0
import itertools
import re

import pytest

from thompson import Builder, closure, compile_pattern, determinise, minimise


@pytest.mark.parametrize("pattern", ["(a|b)*abb", "a?b+", "(ab)*|b", "a(b|a?)*", "((a+)b)*"])
def test_agrees_with_re(pattern):
    dfa = compile_pattern(pattern)
    for n in range(6):
        for letters in itertools.product("ab", repeat=n):
            word = "".join(letters)
            assert dfa.accepts(word) == bool(re.fullmatch(pattern, word))


def test_textbook_sizes():
    dfa = determinise(*Builder("(a|b)*abb").build())
    assert len(minimise(dfa).moves) == 4
    assert len(minimise(dfa).accepting) == 1


def test_empty_pattern():
    dfa = compile_pattern("")
    assert dfa.accepts("")
    assert not dfa.accepts("a")


def test_unknown_letters():
    assert not compile_pattern("a*").accepts("aza")


@pytest.mark.parametrize("pattern", ["(a", "a)", "*a", "a|+"])
def test_errors(pattern):
    with pytest.raises(ValueError):
        compile_pattern(pattern)


def test_closure_is_sorted():
    nfa, start, end = Builder("a*").build()
    states = closure(nfa, [start])
    assert states == sorted(states)
    assert end in states
    assert closure(nfa, []) == []
