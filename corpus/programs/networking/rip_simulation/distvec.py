# SPDX-License-Identifier: Apache-2.0
"""A distance vector protocol in the manner of RIP, run in synchronous rounds."""
import copy

INFINITY = 16


class Router:
    def __init__(self, name):
        self.name = name
        self.table = {name: (0, None)}     # destination -> (metric, next hop)

    def advertisement(self, to, poison):
        """What the neighbour `to` is told; poisoned reverse hides routes through it."""
        message = {}
        for destination in sorted(self.table.keys()):
            metric, hop = self.table[destination]
            if hop == to and poison:
                metric = INFINITY
            message[destination] = metric
        return message

    def hear(self, neighbour, cost, message):
        """Update from a neighbour; tells whether the table changed."""
        changed = False
        for destination in message:
            metric = min(INFINITY, message[destination] + cost)
            if destination in self.table:
                old, hop = self.table[destination]
                if hop == neighbour and metric != old:
                    self.table[destination] = (metric, neighbour)
                    changed = True
                elif metric < old:
                    self.table[destination] = (metric, neighbour)
                    changed = True
            elif metric < INFINITY:
                self.table[destination] = (metric, neighbour)
                changed = True
        return changed


class Network:
    def __init__(self, poison=True):
        self.routers = []
        self.links = []
        self.poison = poison
        self.journal = []

    def router(self, name):
        for r in self.routers:
            if r.name == name:
                return r
        r = Router(name)
        self.routers.append(r)
        return r

    def connect(self, a, b, cost=1):
        self.router(a)
        self.router(b)
        self.links.append((a, b, cost))

    def neighbours(self, name):
        """(neighbour, cost), in link order."""
        found = []
        for a, b, cost in self.links:
            if a == name:
                found.append((b, cost))
            if b == name:
                found.append((a, cost))
        return found

    def cut(self, a, b):
        self.links = [link for link in self.links if set(link[:2]) != {a, b}]
        for here, gone in ((a, b), (b, a)):
            table = self.router(here).table
            for destination in list(table):
                if table[destination][1] == gone:
                    table[destination] = (INFINITY, gone)

    def round(self):
        """All routers send what they knew at the start of the round."""
        before = copy.deepcopy(self.routers)
        changed = False
        for sender in before:
            for name, cost in self.neighbours(sender.name):
                message = sender.advertisement(name, self.poison)
                self.journal.append("%s -> %s: %s" % (sender.name, name, message))
                if self.router(name).hear(sender.name, cost, message):
                    changed = True
        self.journal = self.journal[-50:]
        return changed

    def converge(self, limit=100):
        rounds = 0
        while rounds < limit:
            rounds += 1
            if not self.round():
                break
        return rounds

    def path(self, source, destination):
        """Router names along the route, or None if there is none or it loops."""
        names = [source]
        while names[-1] != destination:
            metric, hop = self.router(names[-1]).table.get(destination, (INFINITY, None))
            if metric >= INFINITY or hop in names:
                return None
            names.append(hop)
        return names

    def total_metric(self):
        total = 0
        for r in self.routers:
            for destination, (metric, _) in r.table.items():
                total += metric
        return total
