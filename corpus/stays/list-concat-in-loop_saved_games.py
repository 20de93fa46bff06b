# SPDX-License-Identifier: Apache-2.0
# stays: list-concat-in-loop: every stage is kept, and stages must not grow afterwards
"""Record the moves of a game so that the players can go back to any position."""

import random


def play(moves):
    """The move lists after each move."""
    done = []
    positions = []
    for move in moves:
        done = done + [move]
        positions.append(done)
    return positions


def main():
    for game in range(3):
        rng = random.Random(game)
        positions = play([rng.randrange(1_000) for _ in range(2_500)])
        print(game, len(positions), positions[2], positions[1_000][-1],
              sum(len(position) for position in positions))


if __name__ == "__main__":
    main()
