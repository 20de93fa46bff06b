# SPDX-License-Identifier: Apache-2.0
def ruler(width: int):
    line = "-" * width
    return line + "|"
