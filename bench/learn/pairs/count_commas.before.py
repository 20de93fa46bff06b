# SPDX-License-Identifier: Apache-2.0
def columns(line: str) -> int:
    n = 0
    for c in line:
        if c == ",":
            n += 1
    return n + 1
