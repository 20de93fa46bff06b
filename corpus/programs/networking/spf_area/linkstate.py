# SPDX-License-Identifier: Apache-2.0
# Link state database and shortest path first, loosely after OSPF.
from collections import namedtuple

Lsa = namedtuple("Lsa", ["origin", "sequence", "links"])     # links: ((neighbour, cost), ...)
PathEntry = namedtuple("PathEntry", ["cost", "hops"])


class Database:
    def __init__(self):
        self.lsas = []

    def get(self, origin):
        for lsa in self.lsas:
            if lsa.origin == origin:
                return lsa
        return None

    def install(self, lsa):
        """Newer announcements replace older ones; tells whether anything was new."""
        known = self.get(lsa.origin)
        if known is not None:
            if known.sequence >= lsa.sequence:
                return False
            self.lsas.remove(known)
        self.lsas.append(lsa)
        return True

    def bidirectional(self, a, b):
        """A link counts only if both ends announce it."""
        forward, back = self.get(a), self.get(b)
        if forward is None or back is None:
            return False
        return b in [n for n, _ in forward.links] and a in [n for n, _ in back.links]

    def edges(self, origin):
        return [(n, cost) for n, cost in self.get(origin).links if self.bidirectional(origin, n)]


def spf(db, root):
    """destination -> PathEntry; equal cost paths contribute all their first hops."""
    done = {}
    tentative = {root: PathEntry(0, ())}
    while tentative:
        node = min(tentative.keys(), key=lambda n: (tentative[n].cost, n))
        entry = tentative.pop(node)
        done[node] = entry
        for neighbour, cost in db.edges(node):
            if neighbour in done:
                continue
            total = entry.cost + cost
            hops = entry.hops or (neighbour,)
            if neighbour not in tentative or total < tentative[neighbour].cost:
                tentative[neighbour] = PathEntry(total, hops)
            elif total == tentative[neighbour].cost:
                merged = tuple(sorted(set(tentative[neighbour].hops + hops)))
                tentative[neighbour] = PathEntry(total, merged)
    return done


def flood(databases, adjacency, lsa):
    """Deliver one announcement hop by hop; returns the number of messages."""
    messages = 0
    queue = [(lsa.origin, None)]
    while queue:
        router, came_from = queue.pop(0)
        if not databases[router].install(lsa):
            continue
        for neighbour in adjacency[router]:
            if neighbour != came_from:
                messages += 1
                queue.append((neighbour, router))
    return messages


def area_routes(db):
    """All pairs: (source, destination) -> PathEntry."""
    routes = {}
    for lsa in db.lsas:
        for destination, entry in spf(db, lsa.origin).items():
            if destination != lsa.origin:
                routes[(lsa.origin, destination)] = entry
    return routes


def diameter(routes):
    return max([entry.cost for entry in routes.values()] or [0])


def transit_load(routes):
    """How often each router is a first hop, busiest first."""
    load = {}
    for entry in routes.values():
        for hop in entry.hops:
            load[hop] = load[hop] + 1 if hop in load else 1
    return sorted(load.items(), key=lambda item: (-item[1], item[0]))


def checksum(db):
    """Fletcher-like sum over the database, independent of installation order."""
    a = b = 0
    for lsa in sorted(db.lsas):
        text = "%s/%d/%s" % (lsa.origin, lsa.sequence, ",".join("%s:%d" % link for link in lsa.links))
        for ch in text:
            a = (a + ord(ch)) % 255
            b = (b + a) % 255
    return b << 8 | a
