# SPDX-License-Identifier: Apache-2.0
import random

from limit_book import LimitBook, Order
from tape_stats import bars, moving_vwap, vwap


def main():
    rng = random.Random(88)
    book = LimitBook()
    middle, cancelled, spreads, tilt = 1000, 0, 0, 0.0
    for n in range(1, 5001):
        middle += rng.choice([-1, 0, 0, 1])
        side = "buy" if rng.random() < 0.5 else "sell"
        away = int(rng.expovariate(0.09)) - 5
        price = middle - away if side == "buy" else middle + away
        book.submit(Order(n, side, price, rng.randint(1, 60), f"firm{rng.randrange(9)}"))
        if rng.random() < 0.25:
            cancelled += book.cancel(rng.randrange(1, n + 1))
        if n % 4 == 0:
            spreads += book.spread() or 0
            tilt += book.imbalance()
    print(len(book.fills), len(book.bids), len(book.asks), cancelled, spreads, f"{tilt:.6f}")
    print(book.depth("buy", 3), book.depth("sell", 3))
    print(f"{vwap(book.fills):.4f}", bars(book.fills, 300)[1], f"{sum(moving_vwap(book.fills, 25)):.3f}")


if __name__ == "__main__":
    main()
