# SPDX-License-Identifier: Apache-2.0
def open_brackets(text: str):
    depth = 0
    depth += text.count("(")
    print(depth)
