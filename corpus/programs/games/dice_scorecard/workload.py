# SPDX-License-Identifier: Apache-2.0
import random

from dice_advice import advise_keep, kept_sets, play_game
from scorecard import Card


def main():
    rng = random.Random(13)
    for _ in range(5):
        card, log = play_game(rng)
        print(card.total(), card.upper_total(), log[-4:])
    card = Card()
    for box in ("chance", "ones", "twos", "three_alike", "threes", "fours", "full_house"):
        card.fill(box, (1, 1, 2, 3, 5))
    kept, value = advise_keep(card, (2, 3, 4, 6, 6))
    print(kept, f"{value:.6f}", len(kept_sets((2, 3, 4, 6, 6))))


if __name__ == "__main__":
    main()
