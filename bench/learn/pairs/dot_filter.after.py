# SPDX-License-Identifier: Apache-2.0
from operator import mul


def filtered(windows, taps):
    out = []
    for window in windows:
        acc = 0
        acc += sum(map(mul, window, taps))
        out.append(acc)
    return out
