# SPDX-License-Identifier: Apache-2.0
from itertools import combinations

RANKS = "23456789TJQKA"
SUITS = "cdhs"
CATEGORIES = ["high card", "pair", "two pair", "three of a kind", "straight", "flush", "full house",
              "four of a kind", "straight flush"]


class Card:
    def __init__(self, code):
        if len(code) != 2 or code[0] not in RANKS or code[1] not in SUITS:
            raise ValueError("no such card: %r" % code)
        self.code = code

    @property
    def rank(self):
        return RANKS.index(self.code[0])

    @property
    def suit(self):
        return self.code[1]

    def __eq__(self, other):
        return isinstance(other, Card) and self.code == other.code

    def __hash__(self):
        return hash(self.code)

    def __repr__(self):
        return self.code


def deck():
    return [Card(r + s) for s in SUITS for r in RANKS]


def cards(text):
    return [Card(code) for code in text.split()]


def is_flush(hand):
    flush = True
    for card in hand:
        if card.suit != hand[0].suit:
            flush = False
    return flush


def straight_top(hand):
    """Rank of the highest card of a straight, or -1; the ace may be low."""
    ranks = sorted(set([card.rank for card in hand]))
    if len(ranks) == 5:
        if ranks[4] - ranks[0] == 4:
            return ranks[4]
        if ranks == [0, 1, 2, 3, 12]:
            return 3
    return -1


def grouped(hand):
    """(count, rank) for each rank of the hand, largest groups first, then highest ranks."""
    groups = []
    for rank in set([card.rank for card in hand]):
        groups.append((len([card for card in hand if card.rank == rank]), rank))
    return sorted(groups, reverse=True)


def evaluate_five(hand):
    """Comparable value of five cards: (category, ranks that break ties)."""
    counts = [count for count, _ in grouped(hand)]
    ranks = [rank for _, rank in grouped(hand)]
    top = straight_top(hand)
    if top >= 0 and is_flush(hand):
        return (8, [top])
    if counts == [4, 1]:
        return (7, ranks)
    if counts == [3, 2]:
        return (6, ranks)
    if is_flush(hand):
        return (5, ranks)
    if straight_top(hand) >= 0:
        return (4, [top])
    if counts == [3, 1, 1]:
        return (3, ranks)
    if counts == [2, 2, 1]:
        return (2, ranks)
    if counts == [2, 1, 1, 1]:
        return (1, ranks)
    return (0, ranks)


def best_hand(seven):
    """Best five of the cards; of equals, the first combination."""
    hands = [list(five) for five in combinations(seven, 5)]
    hands.sort(key=evaluate_five, reverse=True)
    return hands[0]
