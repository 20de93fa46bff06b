# SPDX-License-Identifier: Apache-2.0
def columns(line: str) -> int:
    n = 0
    n += line.count(",")
    return n + 1
