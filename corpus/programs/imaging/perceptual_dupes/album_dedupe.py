# SPDX-License-Identifier: Apache-2.0
from photo_prints import fingerprint, hamming, mirrored


class Album:
    def __init__(self, tolerance=5):
        self.tolerance = tolerance
        self.names = []
        self.prints = []

    def add(self, name, photo):
        if name in self.names:
            raise KeyError(f"{name} is already in the album")
        self.names.append(name)
        self.prints.append(fingerprint(photo))

    def print_of(self, name):
        return self.prints[self.names.index(name)]

    def similar(self, a, b):
        first, second = self.print_of(a), self.print_of(b)
        return min(hamming(first, second), hamming(first, mirrored(second))) <= self.tolerance

    def pairs(self):
        """All similar pairs of names, each once, earlier name first."""
        found = []
        for a in self.names:
            for b in self.names:
                if self.names.index(a) < self.names.index(b) and self.similar(a, b):
                    found.append((a, b))
        return found


def merge_sets(names, pairs):
    """Duplicate sets in album order: names linked by pairs, directly or not."""
    group = {name: name for name in names}
    for a, b in pairs:
        old, new = group[b], group[a]
        if old == new:
            continue
        for name in names:
            if group[name] == old:
                group[name] = new
    sets = []
    for leader in names:
        members = [name for name in names if group[name] == leader]
        if len(members) > 1:
            sets.append(members)
    return sets


def keepers(sets, sizes):
    """The largest file of each set; on a tie the one that came first."""
    kept = []
    for members in sets:
        by_size = sorted(members, key=lambda name: sizes[name], reverse=True)
        kept.append(by_size[0])
    return kept
