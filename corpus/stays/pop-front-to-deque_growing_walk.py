# SPDX-License-Identifier: Apache-2.0
# stays: pop-front-to-deque: the list changes while it is walked, which a deque refuses
"""A conveyor: parcels are looked at in turn; heavy ones push the first parcel off the belt."""

import random


def belt(parcels, limit):
    """Parcels that were looked at and those that fell off."""
    on_belt = list(parcels)
    seen = []
    fallen = []
    for parcel in on_belt:
        seen.append(parcel)
        if parcel > limit and len(on_belt) > 1:
            fallen.append(on_belt.pop(0))
    return seen, fallen


def main():
    for shift in range(3):
        rng = random.Random(shift)
        parcels = [rng.randrange(60) for _ in range(30_000)]
        seen, fallen = belt(parcels, 14)
        print(shift, len(seen), len(fallen), sum(seen), sum(fallen), fallen[-3:])


if __name__ == "__main__":
    main()
