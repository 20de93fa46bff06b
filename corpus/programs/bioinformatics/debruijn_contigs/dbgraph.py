# SPDX-License-Identifier: Apache-2.0
"""A small de Bruijn assembler: k-mers become edges between (k-1)-mers."""

from typing import Dict, List


class DeBruijnGraph:

    def __init__(self, k: int):
        if k < 3:
            raise ValueError("k must be at least 3")
        self.k = k
        self.out: Dict[str, List[str]] = {}
        self.coverage: Dict[str, int] = {}

    def add_read(self, read: str) -> None:
        while len(read) >= self.k:
            kmer = read[:self.k]
            self.coverage[kmer] = self.coverage.get(kmer, 0) + 1
            source, target = kmer[:-1], kmer[1:]
            self.out.setdefault(source, [])
            self.out.setdefault(target, [])
            if target not in self.out[source]:
                self.out[source].append(target)
            read = read[1:]

    def predecessors(self, node: str) -> List[str]:
        return [source for source, targets in self.out.items() if node in targets]

    def nodes(self) -> List[str]:
        return sorted(self.out)

    def edge_count(self) -> int:
        return sum(len(targets) for targets in self.out.values())

    def drop_rare(self, minimum: int) -> int:
        """Remove edges seen fewer times, then the nodes that hang nowhere."""
        dropped = 0
        for source in self.out:
            for target in self.out[source][:]:
                if self.coverage[source + target[-1]] < minimum:
                    self.out[source].remove(target)
                    dropped += 1
        targets = [t for ts in self.out.values() for t in ts]
        for node in list(self.out):
            if not self.out[node] and node not in targets:
                del self.out[node]
        return dropped


def is_simple(graph: DeBruijnGraph, node: str) -> bool:
    return len(graph.out[node]) == 1 and len(graph.predecessors(node)) == 1


def contigs(graph: DeBruijnGraph) -> List[str]:
    """Maximal paths without branches; circles without a branch come last."""
    found = []
    used = []
    for node in graph.nodes():
        if is_simple(graph, node):
            continue
        for target in graph.out[node]:
            text = node + target[-1]
            here = target
            used.append(here)
            while is_simple(graph, here):
                here = graph.out[here][0]
                used.append(here)
                text = text + here[-1]
            found.append(text)
        used.append(node)
    for node in graph.nodes():
        if node in used:
            continue
        text, here = node, graph.out[node][0]
        used.append(node)
        while here != node:
            used.append(here)
            text = text + here[-1]
            here = graph.out[here][0]
        found.append(text)
    return found


def n50(lengths: List[int]) -> int:
    if not lengths:
        return 0
    ordered = sorted(lengths, reverse=True)
    for i in range(len(ordered)):
        if 2 * sum(ordered[:i + 1]) >= sum(ordered):
            return ordered[i]
    return 0


def gc_share(text: str) -> float:
    gc = 0
    for base in text:
        if base == "G" or base == "C":
            gc += 1
    return gc / len(text) if text else 0.0
