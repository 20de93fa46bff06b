# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import copy

WIDTH, HEIGHT = 7, 6


class IllegalMove(Exception):
    pass


class Rack:
    """Columns of stones from the bottom up; players are 'X' (first) and 'O'."""

    def __init__(self) -> None:
        self.columns: list[list[str]] = [[] for _ in range(WIDTH)]
        self.moves: list[int] = []

    @property
    def turn(self) -> str:
        return "X" if len(self.moves) % 2 == 0 else "O"

    def legal(self) -> list[int]:
        return [c for c in range(WIDTH) if len(self.columns[c]) < HEIGHT]

    def after(self, column: int) -> Rack:
        if column not in self.legal():
            raise IllegalMove(column)
        other = copy.deepcopy(self)
        other.columns[column].append(self.turn)
        other.moves.append(column)
        return other

    def at(self, column: int, row: int) -> str:
        if 0 <= column < WIDTH and 0 <= row < len(self.columns[column]):
            return self.columns[column][row]
        return "."

    def lines(self):
        """All rows of four as lists of four marks."""
        result = []
        for column in range(WIDTH):
            for row in range(HEIGHT):
                for dx, dy in [(1, 0), (0, 1), (1, 1), (1, -1)]:
                    end_x, end_y = column + 3 * dx, row + 3 * dy
                    if end_x < WIDTH and 0 <= end_y < HEIGHT:
                        result.append([self.at(column + k * dx, row + k * dy) for k in range(4)])
        return result

    def winner(self) -> str:
        found = ""
        for line in self.lines():
            if line.count("X") == 4:
                found = "X"
            elif line.count("O") == 4:
                found = "O"
        return found

    def full(self) -> bool:
        return len(self.legal()) == 0

    def __str__(self) -> str:
        text = ""
        for row in range(HEIGHT - 1, -1, -1):
            for column in range(WIDTH):
                text += self.at(column, row)
            text += "\n"
        return text
