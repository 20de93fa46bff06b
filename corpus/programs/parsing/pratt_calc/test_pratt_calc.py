# SPDX-License-Identifier: Apache-2.0
import pytest

from formula_eval import FormulaParser, evaluate_sheet, evaluate_source
from formula_tokens import FormulaError, tokenize


def test_tokens():
    got = [(t.kind, t.text, t.at) for t in tokenize("a1 <= 2.5*x")]
    assert got == [("name", "a1", 0), ("operator", "<=", 3), ("number", "2.5", 6), ("operator", "*", 9),
                   ("name", "x", 10), ("end", "", 11)]


@pytest.mark.parametrize("source, value", [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("10 - 4 - 3", 3), ("7 % 4", 3),
    ("1 < 2 ? 5 : 6", 5), ("1 >= 2 ? 5 : 0 ? 1 : 8", 8), ("max(1, 4, sqrt(9))", 4), ("3 != 3", 0)])
def test_values(source, value):
    assert evaluate_source(source, {}) == value


def test_tree_shape():
    assert FormulaParser("a - b - 1").parse() == ("-", ("-", ("name", "a"), ("name", "b")), ("number", 1.0))


@pytest.mark.parametrize("source", ["", "1 +", "(1", "1 2", "1 $ 2", "1.2.3", "foo(1)"])
def test_errors(source):
    with pytest.raises(FormulaError):
        evaluate_source(source, {})


def test_sheet_references():
    cells = {"a": 2, "b": "a * 3", "c": "b + a"}
    assert evaluate_sheet(cells) == {"a": 2, "b": 6, "c": 8}
    assert cells["b"] == "a * 3"


def test_untaken_branch_is_not_evaluated():
    assert evaluate_source("1 ? 2 : missing", {}) == 2
    with pytest.raises(KeyError):
        evaluate_source("0 ? 2 : missing", {})
    with pytest.raises(ZeroDivisionError):
        evaluate_source("1 / 0", {})
