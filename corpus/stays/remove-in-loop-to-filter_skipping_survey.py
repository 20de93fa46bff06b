# SPDX-License-Identifier: Apache-2.0
# stays: remove-in-loop-to-filter: it walks the list itself, so neighbours of the removed survive
"""Thin a hedge: of neighbouring weak plants only every other one is taken out."""

import random


def thin(plants):
    """Take weak plants out; the one behind a gap is spared."""
    for plant in plants:
        if plant < 40:
            plants.remove(plant)
    return plants


def main():
    for hedge in range(5):
        rng = random.Random(hedge)
        plants = [rng.randrange(100) for _ in range(12_000)]
        left = thin(plants)
        weak = sum(1 for plant in left if plant < 40)
        print(hedge, len(left), weak, left[:8])


if __name__ == "__main__":
    main()
