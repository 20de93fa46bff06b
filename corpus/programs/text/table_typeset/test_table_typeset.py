# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from tabula import Table, from_csv
from tabula_cells import as_number, display_width, group_digits, pad


def test_display_width():
    assert display_width("abc") == 3
    assert display_width("\u6a2a\u6d5c") == 4
    assert display_width("e\u0301") == 1


def test_group_digits():
    assert [group_digits(t) for t in ("1", "1234", "-1234567.5", "123")] == ["1", "1,234", "-1,234,567.5", "123"]


def test_numbers():
    assert as_number("1,234.5") == Decimal("1234.5")
    assert as_number("abc") is None


def test_pad():
    assert pad("ab", 5, "centre") == " ab  "
    assert pad("\u6d5c", 4, "right") == "  \u6d5c"


def test_render_small_table():
    table = Table(["item", "n"], footer=True)
    table.append("nut", 1)
    table.append("bolt", 1200.5)
    assert table.render() == "\n".join([
        "+-------+---------+",
        "| item  |    n    |",
        "+=======+=========+",
        "| nut   |     1.0 |",
        "| bolt  | 1,200.5 |",
        "+-------+---------+",
        "| total | 1,201.5 |",
        "+-------+---------+",
    ])


def test_mixed_column_is_text():
    table = from_csv('a,b\n1,"x, y"\n2,3')
    assert table.rows == [["1", "x, y"], ["2", "3"]]
    assert table.is_numeric(0) and not table.is_numeric(1)
    assert "| 3    |" in table.render()


def test_wrong_number_of_cells():
    with pytest.raises(ValueError):
        Table(["a"]).append(1, 2)
    assert not Table(["a"]).is_numeric(0)
