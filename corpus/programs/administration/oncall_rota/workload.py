# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from rota_book import RotaBook, Rotation, fairness, route


def main():
    rng = random.Random(2407)
    people = ["ada", "bob", "cleo", "dan", "eve", "fritz", "gus", "hana"]
    book = RotaBook([Rotation("core", people[:5], 168), Rotation("data", people[3:], 84, 12),
                     Rotation("edge", people[1:7:2], 12)])
    for _ in range(75):
        first = rng.randrange(8700)
        book.override(rng.choice(("core", "data", "edge")), first, first + rng.randrange(4, 60), rng.choice(people))
    for _ in range(50):
        first = rng.randrange(8700)
        book.absent(rng.choice(people), first, first + rng.randrange(24, 240))
    end = 8800
    blocks = book.timeline("core", 0, end)
    print("blocks", len(blocks), blocks[3], sum(n * (b - a) for n, (_, a, b) in enumerate(blocks)))
    for team in book.rotations:
        counter = book.hours(team, 0, end)
        nights = book.night_hours(team, 0, end)
        print(team, sorted(counter.items())[:2], "%.6f %.6f" % (fairness(counter), fairness(nights)))
    print("clashes", len(book.double_booked(0, 5000)))
    incidents = [(rng.randrange(8700), rng.choice(("core", "data", "edge")), rng.randrange(9)) for _ in range(900)]
    print("pages", zlib.crc32("\n".join(route(book, incidents, 2)).encode()))


if __name__ == "__main__":
    main()
