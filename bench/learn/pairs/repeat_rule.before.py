# SPDX-License-Identifier: Apache-2.0
def ruler(width: int):
    line = ""
    for _ in range(width):
        line += "-"
    return line + "|"
