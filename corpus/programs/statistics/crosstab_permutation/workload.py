# SPDX-License-Identifier: Apache-2.0
import random

from tabular import crosstab, layout, screen


def answers(n, seed):
    rng = random.Random(seed)
    rows = []
    for _ in range(n):
        region = rng.choice(["north", "east", "south", "west"])
        car = "yes" if rng.random() < (0.7 if region in ("north", "east") else 0.4) else "no"
        pet = rng.choice(["cat", "dog", "none"])
        vote = "red" if rng.random() < (0.55 if car == "yes" else 0.4) else rng.choice(["blue", "green"])
        rows.append({"region": region, "car": car, "pet": pet, "vote": vote})
    return rows


def main():
    rows = answers(190, 21)
    print(layout(*crosstab(rows, "region", "vote")))
    for a, b, v, p in screen(rows, ["region", "car", "pet", "vote"], 330, random.Random(4)):
        print("%-7s %-5s V=%.6f p=%.5f" % (a, b, v, p))


if __name__ == "__main__":
    main()
