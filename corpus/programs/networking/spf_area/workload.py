# SPDX-License-Identifier: Apache-2.0
import random

from linkstate import Database, Lsa, area_routes, checksum, diameter, flood, transit_load


def topology(size, seed):
    rng = random.Random(seed)
    names = ["R%02d" % i for i in range(size)]
    links = {name: {} for name in names}
    for i in range(size):
        for j in {(i + 1) % size, rng.randrange(size), rng.randrange(size)}:
            if i != j:
                cost = rng.randrange(1, 12)
                links[names[i]][names[j]] = cost
                links[names[j]][names[i]] = cost
    links[names[3]]["R-gone"] = 1
    return names, links


def main():
    names, links = topology(76, 2328)
    databases = {name: Database() for name in names}
    adjacency = {name: [n for n in links[name] if n in databases] for name in names}
    messages = 0
    for sequence in (1, 2):
        for name in names:
            messages += flood(databases, adjacency, Lsa(name, sequence, tuple(sorted(links[name].items()))))
    routes = area_routes(databases["R07"])
    sums = {checksum(db) for db in databases.values()}
    print("messages", messages, "sums", sums)
    print("routes", len(routes), "diameter", diameter(routes), "cost", sum(e.cost for e in routes.values()))
    print("load", transit_load(routes)[:4], "hops", sum(len(e.hops) for e in routes.values()))


if __name__ == "__main__":
    main()
