# SPDX-License-Identifier: Apache-2.0
def indented(text: str, level: int, unit: str):
    pad = unit * level
    return pad + text
