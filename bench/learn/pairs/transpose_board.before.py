# SPDX-License-Identifier: Apache-2.0
def turned(board: list):
    return [[board[r][c] for r in range(len(board))] for c in range(len(board[0]))]
