# SPDX-License-Identifier: Apache-2.0


class TileBoard:
    """Sliding puzzle; the blank is 0 and belongs into the last place."""

    def __init__(self, tiles, width):
        self.tiles = list(tiles)
        self.width = width
        if sorted(self.tiles) != list(range(len(self.tiles))) or len(self.tiles) % width != 0:
            raise ValueError("bad tiles")

    def getHeight(self):
        return len(self.tiles) // self.width

    def isSolved(self):
        goal = list(range(1, len(self.tiles))) + [0]
        return self.tiles == goal

    def getMoves(self):
        """Directions in which a tile can be pushed into the blank."""
        blank = self.tiles.index(0)
        row, column = blank // self.width, blank % self.width
        moves = []
        if row < self.getHeight() - 1:
            moves.append("up")
        if row > 0:
            moves.append("down")
        if column < self.width - 1:
            moves.append("left")
        if column > 0:
            moves.append("right")
        return moves

    def push(self, direction):
        if direction not in self.getMoves():
            raise ValueError(direction)
        offsets = {"up": self.width, "down": -self.width, "left": 1, "right": -1}
        blank = self.tiles.index(0)
        other = blank + offsets[direction]
        copied = list(self.tiles)
        copied[blank], copied[other] = copied[other], copied[blank]
        return TileBoard(copied, self.width)

    def distance(self):
        """Sum of the steps that every tile is away from its place."""
        total = 0
        for i in range(len(self.tiles)):
            for tile in range(1, len(self.tiles)):
                if self.tiles[i] == tile:
                    total += abs(i // self.width - (tile - 1) // self.width)
                    total += abs(i % self.width - (tile - 1) % self.width)
        return total

    def inversions(self):
        count = 0
        numbers = [t for t in self.tiles if t != 0]
        for i in range(len(numbers)):
            for j in range(i + 1, len(numbers)):
                if numbers[i] > numbers[j]:
                    count += 1
        return count

    def isSolvable(self):
        if self.width % 2 == 1:
            return self.inversions() % 2 == 0
        blankRow = self.getHeight() - self.tiles.index(0) // self.width
        return (self.inversions() + blankRow) % 2 == 1

    def key(self):
        return ",".join([str(t) for t in self.tiles])
