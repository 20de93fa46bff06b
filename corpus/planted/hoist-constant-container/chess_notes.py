# SPDX-License-Identifier: Apache-2.0
# planted: hoist-constant-container in Board.balance
"""Keep score of the pieces on chess boards while games are replayed."""

import random


class Board:
    """What is left of both armies, as letters; capital letters are white."""

    def __init__(self):
        self.pieces = list("PPPPPPPPNNBBRRQK" + "ppppppppnnbbrrqk")
        self.history = []

    def capture(self, index):
        self.pieces.pop(index)

    def balance(self, pieces):
        """White's lead in hundredths of a pawn."""
        lead = 0
        for piece in pieces:
            worth = {"P": 100, "N": 305, "B": 333, "R": 563, "Q": 950, "K": 0,
                     "p": -100, "n": -305, "b": -333, "r": -563, "q": -950, "k": 0}
            lead += worth[piece]
        return lead

    def drawn(self):
        """Nothing is left that can win."""
        return all(piece in ("K", "k", "N", "n") for piece in self.pieces)

    def note(self):
        """Write the balance down."""
        self.history.append(self.balance(self.pieces))


def play(rng, captures):
    """A game with so many captures; kings stay."""
    board = Board()
    for _ in range(captures):
        index = rng.randrange(len(board.pieces))
        if board.pieces[index] not in ("K", "k"):
            board.capture(index)
        for _ in range(3):
            board.note()
    return board


def main():
    rng = random.Random(1972)
    swings = []
    draws = 0
    for game in range(900):
        board = play(rng, rng.randrange(10, 29))
        swings.append(max(board.history) - min(board.history))
        draws += board.drawn()
    print(len(swings), max(swings), min(swings), sum(swings), draws)


if __name__ == "__main__":
    main()
