# SPDX-License-Identifier: Apache-2.0
def grid(rows, columns: int):
    out = []
    for r in rows:
        row = [r]
        row.extend([0] * columns)
        out.append(row)
    return out
