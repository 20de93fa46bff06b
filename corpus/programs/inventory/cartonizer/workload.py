# SPDX-License-Identifier: Apache-2.0
import random

from carton_fill import Carton, Item, Packer, postage


def main():
    rng = random.Random(2024)
    kinds = [
        Carton("S", (20, 15, 10), 2000, 390),
        Carton("M", (35, 25, 20), 8000, 590),
        Carton("L", (50, 40, 30), 20000, 890),
        Carton("XL", (90, 60, 50), 31000, 1690),
    ]
    packer = Packer(kinds)
    total = cartons_used = 0
    signature = 0
    for order in range(33):
        items = []
        for n in range(130):
            dims = (rng.randrange(3, 34), rng.randrange(2, 24), rng.randrange(2, 18))
            items.append(Item(f"o{order}-{n}", dims, rng.randrange(40, 1800), rng.random() < 0.15))
        cartons = packer.pack(items)
        total += postage(cartons)
        cartons_used += len(cartons)
        for position, carton in enumerate(cartons, 1):
            signature += position * len(carton.content) * ord(carton.name[0]) + carton.used_grams()
    print("cartons", cartons_used, "postage", total, "signature", signature)


if __name__ == "__main__":
    main()
