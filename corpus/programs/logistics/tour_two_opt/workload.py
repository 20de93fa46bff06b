# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from tour_opt import Stop, arrivals, nearest_neighbour, or_opt, sheet, shifts, tour_km, two_opt


def main():
    rng = random.Random(52)
    depot = Stop("depot", 20.0, 20.0, 0)
    for size in (28, 39, 46):
        stops = [Stop("stop%02d" % i, rng.uniform(0, 40), rng.uniform(0, 40), rng.randint(3, 15)) for i in range(size)]
        first = nearest_neighbour(depot, stops)
        turned = two_opt(first)
        moved = or_opt(turned)
        times = arrivals(moved, 480, 0.7)
        rows = sheet(moved, times)
        print(size, "stops %.4f %.4f %.4f" % (tour_km(first), tour_km(turned), tour_km(moved)))
        print("  back", times[-1], "minutes", sum(t for _, t in times),
              "shifts", [len(s) for s in shifts(moved, times, 200)], zlib.crc32("\n".join(rows).encode()))


if __name__ == "__main__":
    main()
