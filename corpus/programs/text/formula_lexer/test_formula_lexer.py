# SPDX-License-Identifier: Apache-2.0
import pytest

from sheet_formula import FormulaError, Token, to_postfix, tokenize
from sheet_grid import Grid, column_letters, column_number


def calc(text, **cells):
    grid = Grid()
    for ref, content in cells.items():
        grid.put(ref, content)
    grid.put("Z99", "=" + text)
    return grid.value("Z99")


def test_tokens_carry_positions():
    tokens = tokenize("A1 +\n 2.5")
    assert tokens == [Token("cell", "A1", 1, 1), Token("op", "+", 1, 4), Token("number", "2.5", 2, 2)]
    assert [t.kind for t in tokenize("SUM(A1:B2,3)")] == ["name", "open", "range", "comma", "number", "close"]


def test_precedence_and_associativity():
    assert calc("2 + 3 * 4 - 1") == 13
    assert calc("2 ^ 3 ^ 2") == 512
    assert calc("8 / 2 / 2") == 2
    assert calc("-2 * (3 - -1)") == -8
    assert calc("1 + 1 = 2") == 1.0


def test_functions_and_ranges():
    assert calc("SUM(A1:B2, 1)", A1="1", B1="2", A2="3", B2="=A1+A2") == 11
    assert calc("IF(A1 >= 2, 10, 20)", A1="1") == 20
    assert calc("ROUND(AVG(A1:A2), 1)", A1="1", A2="1.5") == 1.2
    assert calc("MIN(3, ABS(-2)) + COUNT(A1:C1)") == 5


def test_columns():
    assert [column_number(c) for c in ("A", "Z", "AA", "BC")] == [1, 26, 27, 55]
    assert all(column_number(column_letters(n)) == n for n in range(1, 800))


def test_errors():
    with pytest.raises(FormulaError, match="line 2, column 1"):
        tokenize("1 +\n?")
    with pytest.raises(FormulaError, match="unknown function"):
        to_postfix(tokenize("FOO(1)"))
    for text in ("(1", "1)", "1, 2"):
        with pytest.raises(FormulaError):
            to_postfix(tokenize(text))


def test_circular_reference():
    with pytest.raises(FormulaError, match="A1 -> B1 -> A1"):
        grid = Grid()
        grid.put("A1", "=B1")
        grid.put("B1", "=A1 + 1")
        grid.value("A1")


def test_empty_and_division_by_zero():
    assert calc("A1 + 1") == 1
    assert calc("5 / A1") == 0
