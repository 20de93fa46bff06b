# SPDX-License-Identifier: Apache-2.0
"""Site percolation on a square lattice: clusters, spanning and thresholds."""
from typing import List, Optional, Tuple

Site = Tuple[int, int]


def fill_order(size: int, rng) -> List[Site]:
    sites = [(x, y) for y in range(size) for x in range(size)]
    rng.shuffle(sites)
    return sites


class Lattice:
    def __init__(self, size: int) -> None:
        self.size = size
        self.label: dict = {}
        self.next_label = 1

    def occupied_neighbours(self, site: Site) -> List[Site]:
        x, y = site
        around = [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
        return [other for other in around if other in self.label]

    def occupy(self, site: Site) -> None:
        """Fills a site; clusters it touches are relabelled to the smallest of their labels."""
        if site in self.label:
            return
        labels = sorted(set([self.label[n] for n in self.occupied_neighbours(site)]))
        if len(labels) == 0:
            self.label[site] = self.next_label
            self.next_label += 1
            return
        self.label[site] = labels[0]
        for old in labels[1:]:
            for other in self.label:
                if self.label[other] == old:
                    self.label[other] = labels[0]

    def clusters(self) -> dict:
        sizes: dict = {}
        for label in self.label.values():
            sizes[label] = sizes.get(label, 0) + 1
        return sizes

    def spanning_label(self) -> Optional[int]:
        """Label of a cluster that reaches from the left to the right edge, if any."""
        left = [self.label[(0, y)] for y in range(self.size) if (0, y) in self.label]
        right = [self.label[(self.size - 1, y)] for y in range(self.size) if (self.size - 1, y) in self.label]
        for label in left:
            if label in right:
                return label
        return None

    def mean_cluster_size(self) -> float:
        """Second moment over first moment, without the largest cluster."""
        sizes = sorted(self.clusters().values())[:-1]
        if not sizes:
            return 0.0
        return sum([s * s for s in sizes]) / sum([s for s in sizes])


def threshold(size: int, rng) -> float:
    """Fraction of filled sites at which a cluster first spans."""
    lattice = Lattice(size)
    count = 0
    for site in fill_order(size, rng):
        lattice.occupy(site)
        count += 1
        if lattice.spanning_label() is not None:
            break
    return count / size ** 2


def shortest_crossing(lattice: Lattice) -> Optional[int]:
    """Sites on the shortest occupied path from left to right."""
    queue = [((0, y), 1) for y in range(lattice.size) if (0, y) in lattice.label]
    seen = [site for site, _ in queue]
    while queue:
        site, steps = queue.pop(0)
        if site[0] == lattice.size - 1:
            return steps
        for other in lattice.occupied_neighbours(site):
            if other not in seen:
                seen.append(other)
                queue.append((other, steps + 1))
    return None


def size_histogram(lattice: Lattice) -> List[Tuple[int, int]]:
    """(size class, clusters) in powers of two."""
    table = []
    largest = max(lattice.clusters().values(), default=0)
    low = 1
    while low <= largest:
        inside = [s for s in lattice.clusters().values() if low <= s < 2 * low]
        table.append((low, len(inside)))
        low *= 2
    return table
