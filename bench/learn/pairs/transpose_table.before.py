# SPDX-License-Identifier: Apache-2.0
def columns_of(sheet):
    rows = sheet.rows()
    columns = [[rows[j][i] for j in range(len(rows))] for i in range(len(rows[0]))]
    return columns
