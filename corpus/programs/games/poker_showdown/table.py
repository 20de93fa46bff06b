# SPDX-License-Identifier: Apache-2.0
import random

from cards import CATEGORIES, best_hand, deck, evaluate_five


def showdown(holes, board):
    """Seats that win, and the value they win with."""
    values = {seat: evaluate_five(best_hand(hole + board)) for seat, hole in holes.items()}
    winners = [seat for seat in holes if values[seat] == max(values.values())]
    return winners, values[winners[0]]


def split_pot(pot, winners):
    """Odd chips go to the first seats."""
    share, odd = divmod(pot, len(winners))
    return {seat: share + (1 if i < odd else 0) for i, seat in enumerate(winners)}


def deal(seats, rng):
    pile = deck()
    rng.shuffle(pile)
    holes = {}
    for seat in seats:
        holes[seat] = [pile.pop(0), pile.pop(0)]
    return holes, [pile.pop(0) for _ in range(5)]


def equity(hole, board, rivals, trials, seed):
    """Share of the pots a hand wins against random rivals."""
    rng = random.Random(seed)
    won = 0.0
    for _ in range(trials):
        rest = [card for card in deck() if card not in hole and card not in board]
        rng.shuffle(rest)
        full = board + [rest.pop(0) for _ in range(5 - len(board))]
        holes = {"me": hole}
        for r in range(rivals):
            holes[r] = [rest.pop(0), rest.pop(0)]
        winners, _ = showdown(holes, full)
        if "me" in winners:
            won += 1.0 / len(winners)
    return won / trials


def tournament(seats, hands, seed, ante=10):
    """Chips and winning categories after some hands in which everybody stays to the end."""
    rng = random.Random(seed)
    chips = {seat: 0 for seat in seats}
    categories = {}
    for _ in range(hands):
        winners, value = showdown(*deal(seats, rng))
        for seat in seats:
            chips[seat] -= ante
        for seat, share in split_pot(ante * len(seats), winners).items():
            chips[seat] += share
        name = CATEGORIES[value[0]]
        categories[name] = categories.get(name, 0) + 1
    return chips, {name: categories[name] for name in CATEGORIES if name in categories}
