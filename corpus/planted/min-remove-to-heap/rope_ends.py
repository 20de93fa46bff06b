# SPDX-License-Identifier: Apache-2.0
# planted: min-remove-to-heap in make_yard.<locals>.splice
"""A sailmaker joins rope ends: always the shortest first, until pieces are long enough."""

import random


def make_yard(least):
    """Functions of a yard that sells pieces of at least `least` centimetres."""

    def splice(ends):
        """Pieces to sell, in the order in which they get done, and a rest."""
        pile = [end for end in ends if end > 0]
        sold = []
        rest = 0
        while pile:
            shortest = min(pile)
            del pile[pile.index(shortest)]
            if shortest >= least:
                sold.append(shortest)
                continue
            if not pile:
                rest = shortest
                break
            other = min(pile)
            del pile[pile.index(other)]
            pile.append(shortest + other - 2)
        return sold, rest

    def waste(ends, sold, rest):
        """Centimetres that went into the splices."""
        return sum(ends) - sum(sold) - rest

    return splice, waste


def longest_first(pieces, how_many):
    """The longest pieces."""
    return sorted(pieces, reverse=True)[:how_many]


def sample_ends(seed, count):
    """Made-up rope ends in centimetres."""
    rng = random.Random(seed)
    return [rng.randrange(20, 900) for _ in range(count)]


def main():
    splice, waste = make_yard(400)
    for boat in range(4):
        ends = sample_ends(boat, 4_400 + 300 * boat)
        sold, rest = splice(ends)
        print(boat, len(sold), rest, waste(ends, sold, rest), longest_first(sold, 3), sold[:2])


if __name__ == "__main__":
    main()
