# SPDX-License-Identifier: Apache-2.0
def reduced(pairs):
    out = []
    for top, bottom in pairs:
        m, n = top, bottom
        while n:
            m, n = n, m % n
        out.append((top // m, bottom // m))
    return out
