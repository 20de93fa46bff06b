# SPDX-License-Identifier: Apache-2.0
def bars(counts: list[int]):
    out = []
    for count in counts:
        bar = ""
        for step in range(count):
            bar += "*"
        out.append(bar)
    return out
