# SPDX-License-Identifier: Apache-2.0
import pytest

from indent_doc import DocError, dump, load, prepare, scalar


def test_scalars():
    assert [scalar(t) for t in ("1", "-2.5", "Yes", "none", "", "'12'", "a b", "[]", "[1, x, 'y']")] == \
        [1, -2.5, True, None, None, "12", "a b", [], [1, "x", "y"]]


def test_prepare_skips_comments():
    assert prepare("# c\n\na: 1\n  # d\n  b:") == [(0, "a: 1", 3), (2, "b:", 5)]


def test_nested():
    text = "name: x\nlist:\n  - id: 1\n    sub:\n      k: v\n  - 7\n  -\n    - a\nlast:\n"
    assert load(text) == {"name": "x", "list": [{"id": 1, "sub": {"k": "v"}}, 7, ["a"]], "last": None}
    assert load("") is None


@pytest.mark.parametrize("text, message", [
    ("a: 1\n\tb: 2", "line 2: tab"), ("a: 1\n  b: 2", "line 2: unexpected"), ("a: 1\na: 2", "line 2: duplicate"),
    ("a:1", "line 1: expected"), ("- a\nb: 1", "line 2: expected '- '")])
def test_errors(text, message):
    with pytest.raises(DocError, match=message):
        load(text)


def test_wrong_indentation_in_block():
    with pytest.raises(DocError, match="line 3: unexpected indentation"):
        load("a:\n    b: 1\n  c: 2")


def test_round_trip():
    document = {"a": [1, "2", None, {"b": True, "c": {"d": []}}], "e": "text", "f": ""}
    assert load(dump(document)) == document


def test_dump_layout():
    assert dump({"a": [{"b": 1, "c": ["x"]}], "d": {}}) == "a:\n  - b: 1\n    c:\n      - x\nd: {}\n"
