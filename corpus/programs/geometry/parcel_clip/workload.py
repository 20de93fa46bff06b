# SPDX-License-Identifier: Apache-2.0
import math
import random

from zoning_overlay import Parcel, Ring, Zone, main_zone, overlay, use_table

USES = ("arable", "pasture", "dwelling", "orchard", "yard")


def town(rng, parcels, columns):
    zones = []
    for cx in range(columns):
        for cy in range(columns):
            x, y = cx * 100.0, cy * 100.0
            corners = [(x, y), (x + 95.0, y), (x + 100.0, y + 92.0), (x + 3.0, y + 98.0)]
            zones.append(Zone(f"Z{cx}{cy}", Ring(corners)))
    lots = []
    for number in range(parcels):
        ox, oy = rng.uniform(0, columns * 100), rng.uniform(0, columns * 100)
        size = rng.uniform(5, 25)
        points = []
        for step in range(rng.randint(4, 7)):
            angle = 2 * math.pi * step / 7
            reach = size * rng.uniform(0.6, 1.2)
            points.append((ox + reach * math.cos(angle), oy + reach * math.sin(angle)))
        lots.append(Parcel(f"P{number:04d}", rng.choice(USES), Ring(points)))
    return lots, zones


def main():
    lots, zones = town(random.Random(20), 1250, 6)
    pieces = overlay(lots, zones)
    table = use_table(lots, pieces)
    mains = [main_zone(lot.ref, pieces) for lot in lots]
    print("pieces", len(pieces), "area %.4f" % sum(p.area for p in pieces))
    for use in USES:
        print(use, "%.3f" % sum(area for (_, u), area in table.items() if u == use))
    print("unzoned", mains.count(None), "busiest", max(sorted(z.code for z in zones), key=mains.count))


if __name__ == "__main__":
    main()
