# SPDX-License-Identifier: Apache-2.0
import random

from clubladder import Ladder, expected


def main():
    rng = random.Random(1866)
    ladder = Ladder()
    strength = {}
    for n in range(110):
        name = "member%02d" % n
        strength[name] = rng.gauss(1500, 220)
        ladder.join(name)
    for _ in range(38):
        for white, black in ladder.pairings():
            roll = rng.random()
            win = expected(strength[white], strength[black])
            ladder.report(white, black, 1 if roll < win - 0.1 else 0.5 if roll < win + 0.1 else 0)
        ladder.close_round()
    top = ladder.standing()[:3]
    print("games", len(ladder.played), "top", [(m.name, round(m.rating, 3), m.points) for m in top])
    print("climb", ladder.biggest_climb())
    print("history", ladder.history("member07"))
    print("places", sum(ladder.place(m.name) * (i + 1) for i, m in enumerate(ladder.members)))


if __name__ == "__main__":
    main()
