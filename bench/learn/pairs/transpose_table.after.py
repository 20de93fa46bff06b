# SPDX-License-Identifier: Apache-2.0
def columns_of(sheet):
    rows = sheet.rows()
    columns = [list(j) for j in zip(*rows)]
    return columns
