# SPDX-License-Identifier: Apache-2.0
import math


def reduced(pairs):
    out = []
    for top, bottom in pairs:
        m, n = top, bottom
        m = math.gcd(m, n)
        out.append((top // m, bottom // m))
    return out
