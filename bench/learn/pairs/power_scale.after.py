# SPDX-License-Identifier: Apache-2.0
def magnitudes(digits: list[int]):
    out = []
    for d in digits:
        scale = 10 ** d
        out.append(scale)
    return out
