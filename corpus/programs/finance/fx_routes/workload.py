# SPDX-License-Identifier: Apache-2.0
import random

from conversion import best_route, book_value, exposure, triangles
from quote_board import QuoteBoard

WORTH = {"EUR": 1.1, "USD": 1.0, "GBP": 1.27, "CHF": 1.12, "SEK": 0.095, "JPY": 0.0068, "PLN": 0.25}


def main():
    rng = random.Random(411)
    board = QuoteBoard(spread=0.001)
    names = list(WORTH)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1:] if rng.random() < 0.75]
    for day in range(14):
        for a, b in pairs:
            if day == 0 or rng.random() < 0.5:
                board.post(f"{a}/{b}", day, WORTH[a] / WORTH[b] * rng.uniform(0.992, 1.008))
    entries = [(rng.randrange(14), rng.choice(names), rng.randrange(-4000, 9000)) for _ in range(240)]
    print(len(board.quotes), board.currencies())
    print(f"{book_value(entries, board, 'EUR'):.4f} {book_value(entries[:6], board, 'SEK'):.4f}")
    rates = board.matrix(13)
    for target in ("USD", "JPY"):
        rate, route = best_route(rates, "PLN", target)
        print(f"{rate:.8f}", route)
    trips = triangles(rates, 0.985)
    print(len(trips), f"{trips[0][0]:.6f}", trips[0][1], exposure(entries))


if __name__ == "__main__":
    main()
