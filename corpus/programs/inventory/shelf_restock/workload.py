# SPDX-License-Identifier: Apache-2.0
import random

from perishable_lots import BackRoom, Lot
from shop_floor import Facing, Planogram, ShopFloor


def main():
    rng = random.Random(4101)
    skus = [f"FR{rng.randrange(10**5):05d}-{n}" for n in range(260)]
    plan = Planogram(Facing(sku, 24 + n % 5 * 6, 8 + n % 4) for n, sku in enumerate(skus))
    room = BackRoom()
    floor = ShopFloor(plan, room)
    number = sold = gone = 0
    for day in range(40):
        for _ in range(70):
            number += 1
            room.receive(Lot(number, rng.choice(skus), rng.randrange(10, 45), day + rng.randrange(3, 12)))
        floor.restock(day)
        for _ in range(420):
            sold += floor.sell(rng.choice(skus), rng.randrange(1, 4), rng.choice((1, 1, 1, 2)))
        gone += floor.close_day(day)
    print("sold", sold, "wasted", gone, "moves", len(floor.moves))
    print("lost", sum(f.lost for f in plan.facings), "ever empty", len(floor.empty_days()))
    print("lot checksum", sum(n * units for _, n, units in floor.moves) % 1000003)


if __name__ == "__main__":
    main()
