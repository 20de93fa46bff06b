# SPDX-License-Identifier: Apache-2.0
import random

from hall_booking import book, cancel, make_hall, seat_map


def main():
    rng = random.Random(31)
    hall = make_hall([16, 18, 20, 22, 24, 26, 26, 26, 24, 22, 20])
    booked = freed = 0
    for party in range(120):
        block = book(hall, f"p{party}", rng.choice((1, 2, 2, 2, 3, 4, 5)))
        if block:
            booked += len(block)
        if rng.random() < 0.18:
            freed += cancel(hall, f"p{rng.randrange(party + 1)}")
    print("seats", booked, "freed", freed, "refused", len(hall["refused"]))
    print("positions", sum(r * 31 + n * n for _, block in hall["bookings"] for r, n in block))
    print(seat_map(hall), end="")


if __name__ == "__main__":
    main()
