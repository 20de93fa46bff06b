# SPDX-License-Identifier: Apache-2.0
import random

from demand_model import deviation
from purchase_plan import Article, plan, trending


def main():
    rng = random.Random(365)
    articles = []
    for n in range(62):
        base = rng.randrange(2, 40)
        slope = rng.choice((0, 0, 0.15))
        history = tuple(max(0, int(base + slope * d + (d % 7 == 5) * base * 0.6 + rng.gauss(0, 3))) for d in range(85))
        articles.append(Article(f"Q{n:03d}", rng.choice(("ACME", "Bolt", "Core")), rng.randrange(0, 250),
                                rng.choice((1, 6, 12)), rng.randrange(3, 22), rng.choice((0.90, 0.95, 0.99)), history))
    orders = plan(articles)
    for supplier, wanted in orders.items():
        print(supplier, len(wanted), sum(q for _, q in wanted), wanted[0])
    print("trending", list(trending(articles)))
    print("spread", round(sum(deviation(a.history) for a in articles), 6))


if __name__ == "__main__":
    main()
