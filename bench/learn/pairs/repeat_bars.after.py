# SPDX-License-Identifier: Apache-2.0
def bars(counts: list[int]):
    out = []
    for count in counts:
        bar = "*" * count
        out.append(bar)
    return out
