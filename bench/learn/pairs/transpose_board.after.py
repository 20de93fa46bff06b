# SPDX-License-Identifier: Apache-2.0
def turned(board: list):
    return [list(r) for r in zip(*board)]
