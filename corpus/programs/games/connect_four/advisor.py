# SPDX-License-Identifier: Apache-2.0
from rack import Rack

WORTH = {1: 1, 2: 6, 3: 30, 4: 10000}


def score(rack: Rack) -> int:
    """Value of a position for the player to move."""
    me = rack.turn
    you = "O" if me == "X" else "X"
    total = 0
    for line in rack.lines():
        mine, yours = line.count(me), line.count(you)
        if mine and not yours:
            total += WORTH[mine]
        elif yours and not mine:
            total -= WORTH[yours]
    return total


def negamax(rack: Rack, depth: int, alpha: int, beta: int) -> int:
    if rack.winner():
        return -100000 - depth
    if rack.full():
        return 0
    if depth == 0:
        return score(rack)
    best = -10 ** 9
    for column in sorted(rack.legal(), key=lambda c: abs(c - 3)):
        value = -negamax(rack.after(column), depth - 1, -beta, -alpha)
        best = max(best, value)
        alpha = max(alpha, value)
        if alpha >= beta:
            break
    return best


def advise(rack: Rack, depth: int) -> int:
    """Best column; of equally good ones the first from the left."""
    if not rack.legal():
        raise ValueError("the rack is full")
    values = {}
    for column in rack.legal():
        values[column] = -negamax(rack.after(column), depth - 1, -10 ** 9, 10 ** 9)
    for column in rack.legal():
        if values[column] == max(values.values()):
            return column


def replay(moves: str) -> Rack:
    rack = Rack()
    for mark in moves:
        rack = rack.after(int(mark))
    return rack
