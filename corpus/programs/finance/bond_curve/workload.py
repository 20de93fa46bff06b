# SPDX-License-Identifier: Apache-2.0
import random

from bondmath import Bond, bootstrap, convexity, macaulay_duration, price_from_yield, yield_from_price


def quotes(count, seed):
    rng = random.Random(seed)
    out = []
    for i in range(count):
        bond = Bond(f"B{i:02d}", rng.choice([0.0, 1.25, 2.5, 4.0, 5.5]), 0.5 + i * 0.5, rng.choice([2, 4]))
        level = 0.02 + 0.015 * i / count + rng.uniform(-0.0002, 0.0002)
        out.append((bond, price_from_yield(bond, level)))
    rng.shuffle(out)
    return out


def main():
    market = quotes(70, 30)
    curve = bootstrap(market)
    print(len(curve.times), f"{sum(curve.rates):.8f} {curve.discount(7.3):.8f} {curve.rate(90):.8f}")
    print(f"{max(abs(curve.price(b) - p) for b, p in market):.6f}")
    total = 0.0
    for bond, price in market:
        y = yield_from_price(bond, price)
        total += y * macaulay_duration(bond, y)
        if bond.name in ("B03", "B17"):
            print(bond.name, f"{price:.4f} {y:.8f} {macaulay_duration(bond, y):.6f} {convexity(bond, y):.3f}")
    print(f"{total:.8f}")


if __name__ == "__main__":
    main()
