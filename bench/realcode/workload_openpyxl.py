# SPDX-License-Identifier: Apache-2.0
"""A reporting job: write a styled workbook, read it back, change it, add it up."""

import datetime
import hashlib
import io
import random

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

HEADERS = ["date", "customer", "product", "amount", "price", "total", "paid", "comment"]


def fill(sheet, rng, rows):
    """A header, `rows` rows of sales, a totals row with formulas."""
    head = Font(bold=True)
    thin = Border(bottom=Side(style="thin"))
    warm, cold = PatternFill("solid", fgColor="FFEEDD"), PatternFill("solid", fgColor="DDEEFF")
    sheet.append(HEADERS)
    for cell in sheet[1]:
        cell.font = head
        cell.border = thin
    day = datetime.date(2024, 1, 1)
    for number in range(rows):
        amount, price = rng.randrange(1, 40), rng.randrange(100, 9000) / 100
        sheet.append([day + datetime.timedelta(days=number % 90), "customer %d" % rng.randrange(200),
                      "product %d" % rng.randrange(40), amount, price, "=D%d*E%d" % (number + 2, number + 2),
                      rng.random() < 0.8, "note <%d> & more" % number if number % 5 == 0 else None])
        sheet.cell(row=number + 2, column=4).fill = warm if amount > 20 else cold
        sheet.cell(row=number + 2, column=5).number_format = "#,##0.00"
        sheet.cell(row=number + 2, column=8).alignment = Alignment(wrap_text=True)
    sheet.append([None, "sum", None, "=SUM(D2:D%d)" % (rows + 1)])


def decorate(sheet, rows):
    """Widths, a table, merged cells, a conditional format."""
    for column in range(1, len(HEADERS) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 14
    sheet.add_table(Table(displayName="T" + sheet.title, ref="A1:H%d" % (rows + 1)))
    sheet.conditional_formatting.add("D2:D%d" % rows, CellIsRule(operator="lessThan", formula=["3"],
                                                                fill=PatternFill("solid", bgColor="FF0000")))
    for row in range(rows + 4, rows + 44, 2):
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=3)
    sheet.freeze_panes = "A2"


def write_book(rows):
    """The bytes of a workbook with three sheets."""
    rng = random.Random(rows)
    book = Workbook()
    book.remove(book.active)
    for title in ("north", "south", "west"):
        sheet = book.create_sheet(title)
        fill(sheet, rng, rows)
        decorate(sheet, rows)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def add_up(data):
    """Amounts per product, read with full access and in read-only mode."""
    totals = {}
    for read_only in (False, True):
        book = load_workbook(io.BytesIO(data), read_only=read_only)
        for sheet in book:
            for row in sheet.iter_rows(min_row=2, values_only=True):
                if isinstance(row[3], int):
                    totals[row[2]] = totals.get(row[2], 0) + row[3]
    return totals


def reshape(data):
    """Insert and delete rows, move a range, write the rest; returns a digest of the cells."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["south"]
    sheet.insert_rows(5, 3)
    sheet.delete_rows(20, 2)
    sheet.move_range("A30:H60", rows=2, cols=1, translate=True)
    cells = "|".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    book.save(io.BytesIO())
    return hashlib.sha256(cells.encode()).hexdigest()[:16]


def main():
    data = write_book(600)
    totals = add_up(data)
    print(len(totals), sum(totals.values()), reshape(data))


if __name__ == "__main__":
    main()
