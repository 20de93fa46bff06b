# SPDX-License-Identifier: Apache-2.0
def indented(text: str, level: int, unit: str):
    pad = ""
    for i in range(level):
        pad += unit
    return pad + text
