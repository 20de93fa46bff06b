# SPDX-License-Identifier: Apache-2.0
import random

from gain_report import by_symbol, cumulative, summarize, wash_sales
from lot_matching import Trade, held, run_trades


def make_trades(seed, days):
    rng = random.Random(seed)
    price = {s: rng.uniform(10, 200) for s in ("AXLE", "BIRCH", "CORAL", "DUNE")}
    owned = dict.fromkeys(price, 0)
    trades = []
    for day in range(days):
        for symbol in price:
            price[symbol] = round(price[symbol] * rng.uniform(0.97, 1.031), 2)
            if rng.random() < 0.75:
                quantity = rng.randint(1, 20)
                owned[symbol] += quantity
                trades.append(Trade(day, symbol, "buy", quantity, price[symbol], 1.5))
            elif owned[symbol] > 60:
                quantity = rng.randint(10, 60)
                owned[symbol] -= quantity
                trades.append(Trade(day, symbol, "sell", quantity, price[symbol], 4.0))
    return trades


def main():
    trades = make_trades(55, 470)
    for method in ("fifo", "lifo", "hifo"):
        gains, holdings = run_trades(trades, method)
        short, long = summarize(gains)
        print(method, len(gains), f"{short:.4f} {long:.4f}", [held(holdings, s) for s in sorted(holdings)])
        print({s: round(sum(pair), 3) for s, pair in by_symbol(gains).items()})
        rows = cumulative(gains)
        print(len(rows), f"{rows[len(rows) // 2][1]:.4f}", len(wash_sales(gains, trades, 3)))


if __name__ == "__main__":
    main()
