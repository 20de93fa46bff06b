# SPDX-License-Identifier: Apache-2.0
"""Tests for openpyxl, whose source distribution comes without its own."""

import datetime
import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.styles import Font
from openpyxl.utils import (column_index_from_string, get_column_letter, quote_sheetname, range_boundaries,
                            rows_from_range)
from openpyxl.utils.datetime import from_excel, to_excel
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange


def reload(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return load_workbook(buffer)


def test_values_survive_saving():
    book = Workbook()
    values = [1, 2.5, "text <&>", True, None, datetime.datetime(2024, 2, 29, 12, 30), "=A1*2", ""]
    book.active.append(values)
    row = [cell.value for cell in reload(book).active[1]]
    assert row == values[:-1] + [None]


def test_styles_survive_saving():
    book = Workbook()
    book.active["B2"] = "x"
    book.active["B2"].font = Font(bold=True, name="Arial", size=9)
    book.active["B2"].number_format = "0.000"
    cell = reload(book).active["B2"]
    assert (cell.font.b, cell.font.name, cell.font.sz, cell.number_format) == (True, "Arial", 9, "0.000")


def test_merged_cells_survive_saving():
    book = Workbook()
    book.active.merge_cells("A1:C2")
    book.active.merge_cells("E5:E9")
    assert sorted(map(str, reload(book).active.merged_cells.ranges)) == ["A1:C2", "E5:E9"]


@pytest.mark.parametrize("number, letters", [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_column_letters(number, letters):
    assert get_column_letter(number) == letters
    assert column_index_from_string(letters) == number


def test_column_letters_refuse_nonsense():
    with pytest.raises(ValueError):
        get_column_letter(0)
    with pytest.raises(ValueError):
        column_index_from_string("A1")


def test_ranges():
    assert range_boundaries("B2:D4") == (2, 2, 4, 4)
    assert list(rows_from_range("A1:B2")) == [("A1", "B1"), ("A2", "B2")]
    assert CellRange("A1:C3").intersection(CellRange("B2:D4")).coord == "B2:C3"
    assert "B2" in MultiCellRange("A1:C3 E5")
    assert quote_sheetname("it's") == "'it''s'"


def test_formulas_are_split_and_moved():
    tokens = Tokenizer('=IF(A1>=10,SUM(B$1:B9)&"x",Sheet2!C3)').items
    assert [token.value for token in tokens][:5] == ["IF(", "A1", ">=", "10", ","]
    assert Translator("=SUM(A1:$B2)+C$3", origin="A1").translate_formula("B2") == "=SUM(B2:$B3)+D$3"


def test_dates():
    moment = datetime.datetime(2023, 7, 1, 6, 0)
    assert from_excel(to_excel(moment)) == moment


def test_rows_move():
    sheet = Workbook().active
    for number in range(6):
        sheet.append([number, "=A%d" % (number + 1)])
    sheet.insert_rows(3)
    sheet.delete_rows(1)
    assert [cell.value for cell in sheet["A"]] == [1, None, 2, 3, 4, 5]
    sheet.move_range("A3:B4", rows=4, translate=True)
    assert sheet["B7"].value == "=A7"
