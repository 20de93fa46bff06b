# SPDX-License-Identifier: Apache-2.0
"""Impartial games as rules: a rule maps a heap to the lists of heaps that may replace it."""


def subtraction(*amounts):
    """Take one of the given amounts from a heap."""
    def options(heap):
        return [[heap - a] for a in amounts if a <= heap]
    return options


def kayles():
    """Knock down one pin or two neighbouring pins of a row; the row falls into two."""
    def options(row):
        found = []
        for width in (1, 2):
            for left in range(0, row - width + 1):
                pair = sorted([left, row - width - left])
                if pair not in found:
                    found.append(pair)
        return found
    return options


def split_unequal():
    """Grundy's own game: split a heap into two heaps of different size."""
    def options(heap):
        return [[small, heap - small] for small in range(1, heap) if small < heap - small]
    return options


def mex(values):
    """Smallest number that is not among the values."""
    n = 0
    while n in values:
        n += 1
    return n


def grundy(rule, heap):
    reachable = []
    for heaps in rule(heap):
        total = 0
        for h in heaps:
            total ^= grundy(rule, h)
        reachable.append(total)
    return mex(reachable)


def position_value(rule, heaps):
    total = 0
    for heap in heaps:
        total ^= grundy(rule, heap)
    return total


def winning_moves(rule, heaps):
    """(index of the heap, its replacement) for all moves that leave the opponent a lost position."""
    moves = []
    for i in range(len(heaps)):
        for replacement in rule(heaps[i]):
            after = heaps[:i] + replacement + heaps[i + 1:]
            if position_value(rule, after) == 0:
                moves.append((i, replacement))
    return moves


def find_period(values, longest):
    """Smallest (preperiod, period) that explains the values, seen at least twice; None without one."""
    for start in range(len(values)):
        for period in range(1, longest + 1):
            if start + 2 * period > len(values):
                break
            if all([values[i] == values[i + period] for i in range(start, len(values) - period)]):
                return start, period
    return None


def play_out(rule, heaps, fallback):
    """Both sides play a winning move where there is one, otherwise the fallback's; returns the positions."""
    history = [list(heaps)]
    while True:
        here = history[-1]
        moves = winning_moves(rule, here)
        if not moves:
            moves = [(i, r) for i in range(len(here)) for r in rule(here[i])]
            if not moves:
                return history
            moves = [moves[fallback(len(moves))]]
        i, replacement = moves[0]
        history.append(sorted([h for h in here[:i] + replacement + here[i + 1:] if h > 0]))
