# SPDX-License-Identifier: Apache-2.0
import pytest

from ini_reader import ConfigError, logical_lines, parse_ini, strip_comment, unquote
from layered_settings import LayeredSettings


def test_comments_and_quotes():
    assert strip_comment('a = "x;y" ; rest') == 'a = "x;y"'
    assert strip_comment("# all") == ""
    assert unquote('"a b"') == "a b" and unquote('"') == '"'


def test_continuation_lines():
    assert list(logical_lines("a = 1 \\\n  2\n\nb = 3 \\")) == [(1, "a = 1 2"), (4, "b = 3")]


def test_parse_order_and_case():
    assert parse_ini("x = 1\n[S One]\nKey = a=b\nkey = 2") == [
        ("main", "x", "1"), ("s one", "key", "a=b"), ("s one", "key", "2")]


def test_errors_carry_line_numbers():
    with pytest.raises(ConfigError, match="line 2: bad section"):
        parse_ini("a = 1\n[open\n")
    with pytest.raises(ConfigError) as info:
        parse_ini("a = 1\n\nnonsense\n")
    assert info.value.line == 3


def test_later_layers_and_entries_win():
    s = LayeredSettings().push("a = 1\na = 2\nb = 5").push("b = 6")
    assert (s.get("main", "A"), s.get("main", "b")) == ("2", "6")
    with pytest.raises(KeyError):
        s.get("main", "c")


def test_references():
    s = LayeredSettings().push("root = /r\n[x]\np = ${main:root}/${q}\nq = 1").push("[x]\nq = 2")
    assert s.get("x", "p") == "/r/2"


def test_circular_reference():
    s = LayeredSettings().push("a = ${b}\nb = ${a}")
    with pytest.raises(ConfigError, match="main:a > main:b > main:a"):
        s.get("main", "a")


def test_as_dict_order():
    s = LayeredSettings().push("[b]\nx = 1\n[a]\ny = 2").push("[a]\nz = 3\n[b]\nx = 4")
    assert s.as_dict() == {"b": {"x": "4"}, "a": {"y": "2", "z": "3"}}
    assert s.sections() == ["b", "a"] and s.keys("a") == ["y", "z"]
