# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from invoice_desk import Article, InvoiceDesk, OrderLine


def sheet(rng):
    price = rng.randrange(200, 9000)
    pieces, start = [], 1
    for _ in range(rng.randrange(3, 6)):
        pieces.append(f"{start}:{price / 100:.2f}")
        start *= rng.choice((4, 5, 10))
        price = price * rng.randrange(80, 96) // 100
    return "; ".join(pieces)


def main():
    rng = random.Random(909)
    groups = ["tools", "paint", "timber", "garden", "electro"]
    articles = {}
    for n in range(120):
        code = f"W{n:04d}"
        articles[code] = Article(code, rng.choice(groups), sheet(rng))
    customers = [f"cust-{n:03d}" for n in range(80)]
    agreements = []
    for n in range(110):
        first = rng.randrange(0, 200)
        agreements.append({
            "customer": rng.choice(customers), "groups": rng.sample(groups, 2),
            "from": first, "until": first + rng.randrange(10, 150), "percent": rng.choice((2, 2.5, 5, 7.5, 12)),
        })
    desk = InvoiceDesk(articles, agreements, {"garden": 10, "timber": 7})
    codes = list(articles)
    lines = [
        OrderLine(rng.choice(customers), rng.choice(codes), rng.choice((1, 3, 12, 40, 150, 600)), rng.randrange(365))
        for _ in range(8800)
    ]
    text = desk.statement(lines)
    print(len(text.splitlines()), "rows, crc", zlib.crc32(text.encode()))
    print(text.splitlines()[0])
    print(text.splitlines()[-1])


if __name__ == "__main__":
    main()
