# SPDX-License-Identifier: Apache-2.0
import random
import zlib

from bookings import BookingDesk, Clash

TEAMS = ["sales", "legal", "press", "board", "devel", "stock"]


def main():
    rng = random.Random(404)
    rooms = []
    for number in range(8):
        kit = [item for item in ("beamer", "phone", "board") if rng.random() < 0.6]
        rooms.append({"name": "R%d" % (number + 101), "seats": rng.choice([4, 6, 8, 12, 20]), "equipment": kit})
    desk = BookingDesk(rooms)
    clashes = homeless = 0
    for _ in range(700):
        start = rng.randrange(0, 5) * 1440 + rng.randrange(28, 72) * 15
        end = start + rng.choice([15, 30, 30, 45, 60])
        team = rng.choice(TEAMS)
        if rng.random() < 0.35:
            try:
                desk.book(rng.choice(rooms)["name"], start, end, team)
            except Clash:
                clashes += 1
            continue
        name = desk.find_room(start, end, rng.choice([3, 5, 9]), rng.choice([(), ("beamer",), ("phone", "board")]))
        if name is None:
            homeless += 1
        else:
            desk.book(name, start, end, team)
    for number in range(5, desk.next_id, 17):
        desk.cancel(number)
    shares = desk.utilisation(420, 1080)
    gaps = [desk.gaps(room["name"], 420, 1080, 30) for room in rooms]
    print("booked", len(desk.bookings), "clashes", clashes, "homeless", homeless)
    print("use", " ".join("%s=%.4f" % item for item in sorted(shares.items())))
    print("gaps", sum(len(g) for g in gaps), sum(b - a for g in gaps for a, b in g))
    print("agenda", [zlib.crc32(desk.agenda(team).encode()) % 10000 for team in TEAMS])


if __name__ == "__main__":
    main()
