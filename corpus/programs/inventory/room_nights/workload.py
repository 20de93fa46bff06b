# SPDX-License-Identifier: Apache-2.0
import random
from datetime import timedelta

from stay_ledger import Hotel, Overbooked, Stay, season_calendar


def main():
    rng = random.Random(88)
    rooms = [(100 + n, ("double", "single", "suite")[n % 3]) for n in range(8)]
    hotel = Hotel(rooms)
    first, last = season_calendar(2023)
    refused = []
    for n in range(190):
        stay = Stay(f"guest{n}", rng.choice(("double", "double", "single", "suite")),
                    first + timedelta(days=rng.randrange(146)), rng.choice((1, 2, 2, 3, 4, 7)))
        try:
            hotel.book(stay)
        except Overbooked as problem:
            refused.append(str(problem))
    table = hotel.occupancy(first, last)
    print("stays", len(hotel.stays), "refused", len(refused), refused[:2])
    print("mean occupancy", round(sum(p for _, p in table) / len(table), 3), "peak", max(p for _, p in table))
    start, sold = hotel.busiest_week(first, last)
    print("busiest", start.isoformat(), sold)
    print("rooms", sum(s.room * s.nights for s in hotel.stays), hotel.arrivals(start)[:3])


if __name__ == "__main__":
    main()
