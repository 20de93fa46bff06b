# SPDX-License-Identifier: Apache-2.0
import random

from holdings import Portfolio
from riskstats import correlation_matrix, covariance_matrix, returns, rolling_volatility


def price_paths(names, days, seed):
    rng = random.Random(seed)
    paths = {name: [100.0] for name in names}
    for _ in range(days):
        market = rng.gauss(0.0003, 0.008)
        for name in names:
            paths[name].append(paths[name][-1] * (1 + market + rng.gauss(0, 0.009)))
    return paths


def main():
    paths = price_paths(["oak", "pine", "elm", "ash", "fir"], 310, 314)
    book = Portfolio({"oak": 10, "pine": 4, "elm": 7, "fir": 12.5}, paths)
    print(f"{book.value(-1):.6f} {book.variance():.10f}", {n: round(w, 5) for n, w in book.weights().items()})
    loss, day = book.worst_drawdown()
    print(f"{loss:.6f}", day, {k: round(v, 6) for k, v in book.risk_report().items()})
    names, matrix = covariance_matrix(paths)
    print(names, f"{sum(map(sum, correlation_matrix(matrix))):.6f}")
    even = book.rebalanced({n: 0.2 for n in names})
    print(f"{even.value(-1):.6f} {even.value(0):.6f} {sum(rolling_volatility(returns(even.history()), 20)):.6f}")


if __name__ == "__main__":
    main()
