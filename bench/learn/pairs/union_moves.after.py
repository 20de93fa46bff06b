# SPDX-License-Identifier: Apache-2.0
class Board:
    def reachable(self, pieces: list):
        squares = set().union(*pieces)
        return len(squares)
