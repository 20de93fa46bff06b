# SPDX-License-Identifier: Apache-2.0
def magnified(sets):
    out = []
    for lenses in sets:
        factor = 1
        for lens in lenses:
            factor *= lens
        out.append(factor)
    return out
