# SPDX-License-Identifier: Apache-2.0
import pytest

from glyphcheck import check_brackets, constant_pool, cross_reference, scan
from glyphlex import ScanError, unescape, value_of


def test_kinds_and_positions():
    tokens = scan("let x = 1\n  fn y # end")
    assert [(t.kind, t.text) for t in tokens] == [
        ("keyword", "let"), ("word", "x"), ("op", "="), ("int", "1"), ("keyword", "fn"), ("word", "y")]
    assert (tokens[4].line, tokens[4].column) == (2, 3)
    assert scan("  # nothing\n") == []


def test_longest_operator_wins():
    assert [t.text for t in scan("a->b<=c<d")] == ["a", "->", "b", "<=", "c", "<", "d"]


def test_numbers():
    assert [value_of(t) for t in scan("0xFf 12 3.5 2.0e-1")] == [255, 12, 3.5, 0.2]


def test_strings():
    assert value_of(scan(r'"a\t\"b\\"')[0]) == 'a\t"b\\'
    with pytest.raises(ValueError):
        unescape(r'"\q"')


def test_stray_character():
    with pytest.raises(ScanError) as info:
        scan("ok\n  @")
    assert (info.value.line, info.value.column) == (2, 3)


def test_brackets():
    assert check_brackets(scan("f([1], {2: (3)})")) == 3
    assert check_brackets([]) == 0
    with pytest.raises(ScanError, match="unexpected"):
        check_brackets(scan("(]"))
    with pytest.raises(ScanError, match="unclosed"):
        check_brackets(scan("{ ("))


def test_pool_keeps_kinds_apart():
    assert constant_pool(scan('1 1.0 1 "1" 1.0')) == [("int", 1), ("float", 1.0), ("string", "1")]


def test_cross_reference():
    assert cross_reference(scan("b a a\nb\nb let")) == {"a": [1], "b": [1, 2, 3]}
