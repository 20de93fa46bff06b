# SPDX-License-Identifier: Apache-2.0
import random

from variance_book import likely_swaps, reconcile, value_at_risk


def main():
    rng = random.Random(12)
    items = [f"IT{n:03d}" for n in range(90)]
    prices = {item: rng.randrange(10, 4000) for item in items}
    bins = sorted({(f"{rng.choice('ABCDE')}-{rng.randrange(1, 40):02d}-{rng.randrange(1, 9):02d}", rng.choice(items))
                   for _ in range(1900)})
    ledger = ["location;item;quantity"]
    book = {}
    for _ in range(5000):
        key = rng.choice(bins)
        quantity = rng.randrange(-6, 30)
        book[key] = book.get(key, 0) + quantity
        ledger.append(f"{rng.choice((key[0], key[0].lower(), key[0].replace('-', '/')))};{key[1]};{quantity}")
    sheet = ["sequence;location;item;count"]
    for sequence, key in enumerate(bins):
        if rng.random() < 0.9:
            sheet.append(f"{sequence};{key[0]};{key[1]};{book.get(key, 0) + rng.choice((0, 0, 0, 0, 1, -1, 2, -2))}")
    for sequence in range(60):
        key = rng.choice(bins)
        sheet.append(f"{5000 + sequence};{key[0]};{key[1]};{rng.randrange(0, 60)}")
    variances, matched, uncounted = reconcile("\n".join(ledger), "\n".join(sheet))
    swaps = likely_swaps(variances)
    print("variances", len(variances), "matched", len(matched), "uncounted", len(uncounted))
    print("net", sum(v.difference for v in variances), "risk", value_at_risk(variances, prices))
    print("swaps", len(swaps), sum(abs(a.difference) for a, _ in swaps), swaps[0])


if __name__ == "__main__":
    main()
