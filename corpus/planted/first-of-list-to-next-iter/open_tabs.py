# SPDX-License-Identifier: Apache-2.0
# planted: first-of-list-to-next-iter in Cache.make_room
"""A store for pictures that a browser has shown, of a limited size."""

import random


class Cache:
    """Keeps what was used last; the oldest goes first."""

    def __init__(self, limit):
        self.limit = limit
        self.pictures = {}
        self.hits = 0
        self.gone = 0

    def make_room(self, pictures, limit):
        """Throw out the oldest until there is room for one more."""
        while len(pictures) >= limit:
            oldest = list(pictures.keys())[0]
            del pictures[oldest]
            self.gone += 1

    def get(self, address):
        """The size of a picture; loads it when it is not there."""
        size = self.pictures.pop(address, None)
        if size is None:
            self.make_room(self.pictures, self.limit)
            size = load(address)
        else:
            self.hits += 1
        self.pictures[address] = size
        return size

    def addresses(self):
        """All that is kept, for the list of downloads."""
        return list(self.pictures)


def load(address):
    """Size of the picture behind an address."""
    return 1_000 + address * 37 % 9_001


def browse(rng, cache, steps):
    """Somebody looks at pictures, mostly at popular ones."""
    size = 0
    for _ in range(steps):
        size += cache.get(int(rng.expovariate(1 / 4_000)))
    return size


def main():
    rng = random.Random(30)
    cache = Cache(3_000)
    for evening in range(5):
        size = browse(rng, cache, 10_000)
        print(evening, size, cache.hits, cache.gone, len(cache.pictures))
    print(cache.addresses()[:5])


if __name__ == "__main__":
    main()
