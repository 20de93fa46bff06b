# SPDX-License-Identifier: Apache-2.0
import math


def terms(orders):
    out = []
    for order in orders:
        below = math.factorial(order)
        out.append(1 / below)
    return out
