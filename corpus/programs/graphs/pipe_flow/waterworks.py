# SPDX-License-Identifier: Apache-2.0
from dataclasses import dataclass


@dataclass
class Pipe:
    start: str
    end: str
    capacity: int
    two_way: bool = False


class Waterworks:
    """A town's mains: how much water can get from the works to a district?"""

    def __init__(self, pipes):
        self.pipes = list(pipes)
        self.nodes = []
        for p in self.pipes:
            for n in (p.start, p.end):
                if n not in self.nodes:
                    self.nodes.append(n)

    def number(self, node):
        return self.nodes.index(node)

    def capacities(self):
        size = len(self.nodes)
        matrix = [[0 for _ in range(size)] for _ in range(size)]
        for p in self.pipes:
            matrix[self.number(p.start)][self.number(p.end)] += p.capacity
            if p.two_way:
                matrix[self.number(p.end)][self.number(p.start)] += p.capacity
        return matrix

    def residual(self, flow):
        """What may still be sent along each pair of nodes, flow taken back included."""
        capacities = self.capacities()
        size = len(self.nodes)
        return [[capacities[a][b] - flow[a][b] for b in range(size)] for a in range(size)]

    def route(self, flow, source, sink):
        """Shortest augmenting route as node numbers (lower numbers first), or None."""
        rest = self.residual(flow)
        queue = [[source]]
        visited = [source]
        while queue:
            path = queue.pop(0)
            if path[-1] == sink:
                return path
            for b in range(len(rest)):
                if rest[path[-1]][b] > 0 and b not in visited:
                    visited.append(b)
                    queue.append(path + [b])
        return None

    def max_flow(self, source, sink):
        if source == sink:
            raise ValueError("source and sink are the same place")
        s, t = self.number(source), self.number(sink)
        flow = [[0] * len(self.nodes) for _ in self.nodes]
        total = 0
        while True:
            path = self.route(flow, s, t)
            if path is None:
                return total, flow
            rest = self.residual(flow)
            amount = min(rest[a][b] for a, b in zip(path, path[1:]))
            for a, b in zip(path, path[1:]):
                flow[a][b] += amount
                flow[b][a] -= amount
            total += amount

    def bottleneck(self, source, sink):
        """The pipes of a smallest cut, in the order they were laid."""
        _, flow = self.max_flow(source, sink)
        rest = self.residual(flow)
        wet = [self.number(source)]
        for a in wet:
            for b in range(len(rest)):
                if rest[a][b] > 0 and b not in wet:
                    wet.append(b)
        cut = []
        for p in self.pipes:
            a, b = self.number(p.start), self.number(p.end)
            if (a in wet) != (b in wet) and (p.two_way or a in wet):
                cut.append(p)
        return cut

    def supplies(self, source, districts):
        """Most water each district could get if it alone were served."""
        return {d: self.max_flow(source, d)[0] for d in districts}

    def usage(self, flow):
        rows = []
        for p in self.pipes:
            a, b = self.number(p.start), self.number(p.end)
            rows.append((f"{p.start}>{p.end}", max(0, flow[a][b]), p.capacity))
        return rows
