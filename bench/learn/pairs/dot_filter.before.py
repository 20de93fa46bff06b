# SPDX-License-Identifier: Apache-2.0
def filtered(windows, taps):
    out = []
    for window in windows:
        acc = 0
        for n in range(len(window)):
            acc += window[n] * taps[n]
        out.append(acc)
    return out
