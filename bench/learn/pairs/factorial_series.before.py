# SPDX-License-Identifier: Apache-2.0
def terms(orders):
    out = []
    for order in orders:
        below = 1
        for j in range(2, order + 1):
            below *= j
        out.append(1 / below)
    return out
