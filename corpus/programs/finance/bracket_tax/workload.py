# SPDX-License-Identifier: Apache-2.0
import random

from assessment import Household, Person, gross_for_net, marginal_rate
from distribution import decile_shares, gini, losers, poor_share


def village(count, seed):
    rng = random.Random(seed)
    kinds = ["pension", "donation", "commuting", "tools", "training", "yacht"]
    homes = []
    for _ in range(count):
        people = [Person(int(rng.lognormvariate(10.3, 0.6)), rng.randrange(3000),
                         tuple((rng.choice(kinds), rng.randrange(50, 2500)) for _ in range(rng.randrange(5))))
                  for _ in range(rng.choice([1, 1, 2]))]
        homes.append(Household(people, rng.choice([0, 0, 1, 2, 3, 5])))
    return homes


def main():
    homes = village(1150, 1871)
    tax = {year: [h.net_tax(year) for h in homes] for year in (2021, 2022)}
    gross = [sum(p.wages + p.interest for p in h.people) for h in homes]
    net = [g - t for g, t in zip(gross, tax[2022])]
    print({year: sum(amounts) for year, amounts in tax.items()}, sum(gross))
    print(f"{gini(gross):.6f} {gini(net):.6f} {poor_share(net):.6f}", [round(s, 4) for s in decile_shares(net)])
    worse = losers(tax[2021], tax[2022])
    print(len(worse), worse[:5], sum(marginal_rate(g, 2022) for g in gross))
    print([gross_for_net(n, 2022) for n in (9000, 18000, 31000, 64000)])


if __name__ == "__main__":
    main()
