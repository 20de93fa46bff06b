# SPDX-License-Identifier: Apache-2.0
import random

from tileboard import TileBoard
from tilesearch import applyMoves, bestFirst, breadthFirst, scramble


def main():
    rng = random.Random(15)
    for width, height, steps in ((3, 2, 40), (3, 3, 13)):
        board = scramble(width, height, steps, rng)
        moves = breadthFirst(board)
        print(board.key(), len(moves), "".join(m[0] for m in moves), applyMoves(board, moves).isSolved())
    for steps in (24, 30):
        board = scramble(3, 3, steps, rng)
        path, opened = bestFirst(board)
        print(board.key(), board.distance(), len(path), opened, "".join(m[0] for m in path[:8]))
    print(bestFirst(TileBoard([2, 1, 3, 4, 5, 6, 7, 8, 0], 3)))


if __name__ == "__main__":
    main()
