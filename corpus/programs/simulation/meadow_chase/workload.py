# SPDX-License-Identifier: Apache-2.0
from meadow import Meadow, turning_points


def main():
    meadow = Meadow(30, 120, 8, seed=1925)
    counts = meadow.run(90)
    rabbits = [r for r, _ in counts]
    foxes = [f for _, f in counts]
    print("ticks", len(counts), "rabbits", rabbits[-1], "foxes", foxes[-1], "eaten", meadow.eaten)
    print("highest", max(rabbits), max(foxes), "turns", len(turning_points(rabbits)), turning_points(foxes)[:5])
    print("map", meadow.density_map(9), "age", sum(a.age for a in meadow.animals))


if __name__ == "__main__":
    main()
