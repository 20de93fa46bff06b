# SPDX-License-Identifier: Apache-2.0
# Cheapest cable network between farms, with and without a few fixed trenches.

import math
from collections import namedtuple

Farm = namedtuple("Farm", ["name", "x", "y", "height"])
Cable = namedtuple("Cable", ["a", "b", "cost"])

PRICE_PER_M = 3.2
CLIMB_FACTOR = 8.0


def cable_cost(p, q):
    """Ground distance plus a surcharge for climbing, in whole cents."""
    ground = math.sqrt(math.pow(p.x - q.x, 2) + math.pow(p.y - q.y, 2))
    climb = abs(p.height - q.height)
    return int(round((ground + CLIMB_FACTOR * climb) * PRICE_PER_M * 100))


def network(farms):
    """Minimum spanning tree grown from the first farm; ties go to the earlier farm in the list."""
    connected = [0]
    cables = []
    while len(connected) < len(farms):
        best = None
        for i in connected:
            for j in range(len(farms)):
                if j in connected:
                    continue
                cost = cable_cost(farms[i], farms[j])
                if best is None or (cost, i, j) < best:
                    best = (cost, i, j)
        connected.append(best[2])
        cables.append(Cable(farms[best[1]].name, farms[best[2]].name, best[0]))
    return cables


def find(parent, name):
    while parent[name] != name:
        name = parent[name]
    return name


def extend(farms, laid):
    """Cheapest cables that complete a network some of whose cables are laid already."""
    parent = {f.name: f.name for f in farms}
    for cable in laid:
        parent[find(parent, cable.a)] = find(parent, cable.b)
    offers = []
    for p in farms:
        for q in farms:
            if p.name < q.name:
                offers.append(Cable(p.name, q.name, cable_cost(p, q)))
    added = []
    for offer in sorted(offers, key=lambda c: (c.cost, c.a, c.b)):
        a, b = find(parent, offer.a), find(parent, offer.b)
        if a != b:
            parent[a] = b
            added.append(offer)
    return added


def total(cables):
    cost = 0
    for cable in cables:
        cost = cost + cable.cost
    return cost


def way(cables, start, goal):
    """Cables passed between two farms of a tree."""
    def search(here, came_from):
        if here == goal:
            return []
        for cable in cables:
            if here in (cable.a, cable.b):
                other = cable.b if cable.a == here else cable.a
                if other != came_from:
                    rest = search(other, here)
                    if rest is not None:
                        return [cable] + rest
        return None

    return search(start, None)


def hops(cables, names):
    """Sum over all pairs of farms of the number of cables between them."""
    count = 0
    for i in range(len(names)):
        for j in range(len(names)):
            if i < j:
                count += len(way(cables, names[i], names[j]))
    return count


def dearest_on_way(cables, start, goal):
    return max(way(cables, start, goal), key=lambda c: c.cost)


def leaves(cables):
    ends = []
    for cable in cables:
        ends += [cable.a, cable.b]
    return sorted(name for name in set(ends) if ends.count(name) == 1)
