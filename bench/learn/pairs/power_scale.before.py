# SPDX-License-Identifier: Apache-2.0
def magnitudes(digits: list[int]):
    out = []
    for d in digits:
        scale = 1
        for _ in range(d):
            scale *= 10
        out.append(scale)
    return out
