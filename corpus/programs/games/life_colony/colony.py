# SPDX-License-Identifier: Apache-2.0
"""Conway's Game of Life on an endless board, with a small library of patterns."""

PATTERNS = {
    "blinker": "OOO",
    "block": "OO/OO",
    "glider": ".O./..O/OOO",
    "r_pentomino": ".OO/OO./.O.",
    "acorn": ".O...../...O.../OO..OOO",
    "toad": ".OOO/OOO.",
}
NEIGHBOURS = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]


def parse(picture, x=0, y=0):
    cells = []
    for row, line in enumerate(picture.split("/")):
        for column, mark in enumerate(line):
            if mark == "O":
                cells.append((x + column, y + row))
    return cells


class Colony:
    def __init__(self, cells=()):
        self.cells = sorted(set(cells))
        self.generation = 0
        self.past = []

    def place(self, name, x, y):
        for cell in parse(PATTERNS[name], x, y):
            if cell not in self.cells:
                self.cells.append(cell)
        self.cells.sort()

    def alive_around(self, x, y):
        count = 0
        for dx, dy in NEIGHBOURS:
            if (x + dx, y + dy) in self.cells:
                count += 1
        return count

    def step(self):
        candidates = list(self.cells)
        for x, y in self.cells:
            for dx, dy in NEIGHBOURS:
                candidates.append((x + dx, y + dy))
        following = []
        for x, y in set(candidates):
            around = self.alive_around(x, y)
            if around == 3 or (around == 2 and (x, y) in self.cells):
                following.append((x, y))
        self.past.append(self.signature())
        self.cells = sorted(following)
        self.generation += 1

    def bounds(self):
        """Left, top, right, bottom."""
        left = min([x for x, y in self.cells])
        right = max([x for x, y in self.cells])
        top = min([y for x, y in self.cells])
        bottom = max([y for x, y in self.cells])
        return left, top, right, bottom

    def signature(self):
        """The pattern without its place on the board."""
        if not self.cells:
            return ()
        return tuple((x - self.bounds()[0], y - self.bounds()[1]) for x, y in self.cells)

    def period(self, limit):
        """Generations until the same pattern appears again, wherever it is; None within the limit."""
        start = self.signature()
        for n in range(1, limit + 1):
            self.step()
            if self.signature() == start:
                return n
        return None

    def seen_before(self):
        return self.signature() in self.past

    def render(self):
        if not self.cells:
            return ""
        left, top, right, bottom = self.bounds()
        lines = []
        for y in range(top, bottom + 1):
            line = ""
            for x in range(left, right + 1):
                line += "O" if (x, y) in self.cells else "."
            lines.append(line)
        return "/".join(lines)
