# SPDX-License-Identifier: Apache-2.0
def open_brackets(text: str):
    depth = 0
    for ch in text:
        if ch == "(":
            depth += 1
    print(depth)
