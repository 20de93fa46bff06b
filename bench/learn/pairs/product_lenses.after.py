# SPDX-License-Identifier: Apache-2.0
import math


def magnified(sets):
    out = []
    for lenses in sets:
        factor = math.prod(lenses)
        out.append(factor)
    return out
