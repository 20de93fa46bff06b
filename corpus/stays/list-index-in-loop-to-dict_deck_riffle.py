# SPDX-License-Identifier: Apache-2.0
# stays: list-index-in-loop-to-dict: each card found is moved to the front, so places change
"""Move-to-front coding: a letter's code is its place, and the letter then moves to the front."""

import random


def encode(symbols, message):
    """Codes of the message."""
    order = list(symbols)
    codes = []
    for symbol in message:
        place = order.index(symbol)
        codes.append(place)
        order.insert(0, order.pop(place))
    return codes


def decode(symbols, codes):
    """The message again."""
    order = list(symbols)
    message = []
    for place in codes:
        symbol = order.pop(place)
        order.insert(0, symbol)
        message.append(symbol)
    return message


def main():
    symbols = ["s%03d" % number for number in range(400)]
    for block in range(6):
        rng = random.Random(block)
        message = [symbols[min(rng.randrange(400), rng.randrange(400))] for _ in range(9_000)]
        codes = encode(symbols, message)
        print(block, sum(codes), codes[:8], decode(symbols, codes) == message)


if __name__ == "__main__":
    main()
