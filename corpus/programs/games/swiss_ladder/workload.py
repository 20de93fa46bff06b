# SPDX-License-Identifier: Apache-2.0
import random

from elo_rating import expected
from swiss_event import Player, SwissEvent


def main():
    rng = random.Random(64)
    strength = {f"player{i:02d}": rng.gauss(1750, 260) for i in range(39)}
    event = SwissEvent([Player(name, round(s + rng.gauss(0, 120))) for name, s in strength.items()])
    for _ in range(6):
        for game in event.pair_round():
            if game.black is None:
                continue
            chance = expected(strength[game.white] + 35, strength[game.black])
            draw = rng.random()
            points = 0.5 if draw < 0.3 else (1.0 if rng.random() < chance else 0.0)
            event.record(game, points)
        event.rate()
    table = event.standings()
    for name in table[:4]:
        print(name, event.score(name), event.buchholz(name), f"{event.player(name).rating:.4f}", event.whites(name))
    performances = event.performances()
    print(len(event.games), table[-1], sum(v for v in performances.values()), performances[table[0]])


if __name__ == "__main__":
    main()
