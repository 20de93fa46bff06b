# SPDX-License-Identifier: Apache-2.0
# stays: list-index-in-loop-to-dict: a parcel equals every locker it fits, hashes differ
"""Put parcels into lockers: a parcel goes into the first locker that it fits."""

import random


class Parcel:
    """A parcel; compared with a locker's size it is equal when it fits tightly enough."""

    def __init__(self, size):
        self.size = size

    def __eq__(self, locker):
        return 0 <= locker - self.size < 4

    def __hash__(self):
        return hash(self.size)


def places(lockers, parcels):
    """Number of the locker of each parcel, None for those that fit nowhere."""
    found = []
    for parcel in parcels:
        found.append(lockers.index(parcel) if parcel in lockers else None)
    return found


def main():
    for hall in range(5):
        rng = random.Random(hall)
        lockers = [rng.randrange(10, 900, 5) for _ in range(150)]
        parcels = [Parcel(rng.randrange(5, 900)) for _ in range(900)]
        found = places(lockers, parcels)
        print(hall, found.count(None), found[:6], sum(place for place in found if place is not None))


if __name__ == "__main__":
    main()
