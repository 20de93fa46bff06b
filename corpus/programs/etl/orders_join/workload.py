# SPDX-License-Identifier: Apache-2.0
import random

from join_stages import enrich, returning_customers, top_products, totals_by


def build(seed=2024):
    rng = random.Random(seed)
    customers = [{"number": "K%05d" % (i * 7), "name": "Customer %d" % i, "zip": "%05d" % rng.randrange(100000),
                  "segment": rng.choice(["retail", "trade", "public"])} for i in range(700)]
    rng.shuffle(customers)
    prices = []
    for p in range(80):
        day = 0
        for _ in range(rng.randint(1, 6)):
            prices.append({"sku": "P-%03d" % p, "valid_from": day, "amount": "%.2f" % rng.uniform(1, 90)})
            day += rng.randint(20, 90)
    rng.shuffle(prices)
    regions = {str(d): "Zone %d" % d for d in range(8)}
    regions.update({"12": "Capital", "456": "Harbour", "70": "South"})
    orders = [{"id": i, "customer": "K%05d" % (rng.randrange(705) * 7), "sku": "P-%03d" % rng.randrange(81),
               "day": rng.randrange(365), "quantity": rng.randint(1, 12)} for i in range(5500)]
    return orders, customers, prices, regions


def main():
    joined, rejected = enrich(*build())
    print("joined", len(joined), "rejected", len(rejected), rejected[:2])
    for key, amount in totals_by(joined, "region").items():
        print(key[0], amount)
    print("cells", len(totals_by(joined, "region", "segment", "sku")))
    back = returning_customers(joined)
    print("returning", len(back), back[:3])
    print(top_products(joined, 5))


if __name__ == "__main__":
    main()
