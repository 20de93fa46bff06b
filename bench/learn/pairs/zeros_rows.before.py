# SPDX-License-Identifier: Apache-2.0
def grid(rows, columns: int):
    out = []
    for r in rows:
        row = [r]
        for c in range(columns):
            row.append(0)
        out.append(row)
    return out
