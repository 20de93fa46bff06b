# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from pallet_load import Carton, fill_rate, label, load

KINDS = {"shoe": (340, 210, 130, 1100), "lamp": (420, 400, 380, 3900), "tool": (600, 380, 240, 15500),
         "book": (310, 230, 250, 9800), "vase": (280, 280, 450, 4200)}


def main():
    rng = random.Random(1776)
    cartons = []
    for number in range(1100):
        kind = rng.choice(sorted(KINDS))
        length, width, height, weight = KINDS[kind]
        cartons.append(Carton(
            "%s-%04d" % (kind, number), length + rng.randrange(-20, 21, 5), width + rng.randrange(-20, 21, 5),
            height + rng.randrange(-20, 21, 10), weight + rng.randrange(-300, 301), kind == "vase",
        ))
    pallets = load(cartons)
    labels = [label(p) for p in pallets]
    print("pallets", len(pallets), "cartons", sum(len(p.cartons()) for p in pallets))
    print(labels[0])
    print(labels[-1])
    print("fill", " ".join("%.4f" % fill_rate(p) for p in pallets[:8]), zlib.crc32("\n".join(labels).encode()))


if __name__ == "__main__":
    main()
