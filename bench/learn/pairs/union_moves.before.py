# SPDX-License-Identifier: Apache-2.0
class Board:
    def reachable(self, pieces: list):
        squares = set()
        for moves in pieces:
            for square in moves:
                squares.add(square)
        return len(squares)
